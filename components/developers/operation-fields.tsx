import type { ReactNode } from "react";
import { PlainTable } from "@/components/ui/plain-table";
import type { BodyField, FormPart, OperationParameter } from "@/lib/contracts/developers";

const HEAD = "py-1 pe-3 text-start text-xs font-medium text-ink-soft";
const CELL = "py-1 pe-3 align-top";

/** What the path and the query take. */
export function ParameterTable({ parameters }: { parameters: readonly OperationParameter[] }) {
  if (parameters.length === 0) return null;
  return (
    <FieldTable label="Table of parameters" columns={["Name", "In", "Kind", "What it does"]}>
      {parameters.map(({ name, place, required, type, description }) => (
        <tr key={`${place} ${name}`}>
          <Name name={name} required={required} />
          <td className={CELL}>{place}</td>
          <td className={CELL}>{type}</td>
          <td className={`${CELL} text-ink-soft`}>{description}</td>
        </tr>
      ))}
    </FieldTable>
  );
}

/** What JSON holds, one line each. `none`: what to say where nothing is known. */
export function BodyFields({
  label,
  fields,
  none,
}: {
  label: string;
  fields: readonly BodyField[];
  none: string;
}) {
  if (fields.length === 0) return <p className="text-ink-soft">{none}</p>;
  return (
    <FieldTable label={label} columns={["Name", "Kind"]}>
      {fields.map(({ path, type, required, description }) => (
        <tr key={path}>
          <Name name={path} required={required} />
          <td className={CELL}>
            {type}
            {description === "" ? null : <span className="block text-ink-soft">{description}</span>}
          </td>
        </tr>
      ))}
    </FieldTable>
  );
}

/** What a form holds. */
export function FormParts({ parts }: { parts: readonly FormPart[] }) {
  return (
    <FieldTable label="Parts of the form" columns={["Part", "Kind", "What it is"]}>
      {parts.map(({ name, required, isFile, description }) => (
        <tr key={name}>
          <Name name={name === "" ? "any name" : name} required={required} />
          <td className={CELL}>{isFile ? "file" : "text"}</td>
          <td className={`${CELL} text-ink-soft`}>{description}</td>
        </tr>
      ))}
    </FieldTable>
  );
}

function FieldTable({
  label,
  columns,
  children,
}: {
  label: string;
  columns: readonly string[];
  children: ReactNode;
}) {
  return (
    <PlainTable
      label={label}
      columns={columns}
      headClass={HEAD}
      className="overflow-auto -outline-offset-2 md:max-h-96"
    >
      {children}
    </PlainTable>
  );
}

function Name({ name, required }: { name: string; required: boolean }) {
  return (
    <th scope="row" className={`${CELL} text-start font-mono text-xs font-normal wrap-anywhere`}>
      {name}
      {required ? <span className="block font-sans text-ink-soft">needed</span> : null}
    </th>
  );
}
