"use client";

import { Button } from "@/components/ui/button";
import { Field, Input, Select, Textarea } from "@/components/ui/field";
import { fieldOf, type CallDraft } from "@/lib/client/developers/prepare-call";
import type { FormPart, OperationDetail, OperationParameter } from "@/lib/contracts/developers";

interface CallFieldsProps {
  operation: OperationDetail;
  draft: CallDraft;
  faults: Readonly<Record<string, string>>;
  change: (part: Partial<CallDraft>) => void;
}

/** What a call needs, to be typed: the values of its path and query, then its body. */
export function CallFields(props: CallFieldsProps) {
  const { operation, draft, faults, change } = props;
  const { parameters, body, anyFilter } = operation;
  return (
    <>
      {parameters.length === 0 ? null : (
        <div className="grid items-start gap-3 lg:grid-cols-2">
          {parameters.map((parameter) => (
            <ParameterField key={fieldOf(parameter)} parameter={parameter} {...props} />
          ))}
        </div>
      )}
      {anyFilter ? (
        <Field label="Filters, one name=value a line" error={words(faults["filters"])}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              className="font-mono"
              spellCheck={false}
              value={draft.filters}
              onChange={(event) => change({ filters: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {body.json !== null && body.form !== null ? (
        <Field label="Send the body as">
          {(control) => (
            <Select
              {...control}
              className="max-w-64"
              options={[
                { value: "json", label: "JSON" },
                { value: "form", label: "A form with files" },
              ]}
              value={draft.carries}
              onChange={(event) =>
                change({ carries: event.target.value === "form" ? "form" : "json" })
              }
            />
          )}
        </Field>
      ) : null}
      {body.json !== null && draft.carries === "json" ? <JsonField {...props} /> : null}
      {body.form !== null && draft.carries === "form"
        ? body.form.map((part) => <PartField key={part.name} part={part} {...props} />)
        : null}
    </>
  );
}

const words = (fault: string | undefined) => (fault === undefined ? undefined : `It ${fault}.`);

function ParameterField({
  parameter,
  draft,
  faults,
  change,
}: CallFieldsProps & { parameter: OperationParameter }) {
  const field = fieldOf(parameter);
  const { name, place, required, type, description } = parameter;
  const where = place === "path" ? "in the path" : "in the query";
  return (
    <Field
      label={required ? `${name} (needed)` : name}
      hint={[description, `${type}, ${where}`].filter(Boolean).join(" · ")}
      error={words(faults[field])}
    >
      {(control) => (
        <Input
          {...control}
          value={draft.values[field] ?? ""}
          inputMode={type === "integer" ? "numeric" : "text"}
          autoComplete="off"
          spellCheck={false}
          required={required}
          onChange={(event) => change({ values: { ...draft.values, [field]: event.target.value } })}
        />
      )}
    </Field>
  );
}

function JsonField({ operation, draft, faults, change }: CallFieldsProps) {
  const sent = operation.example?.sent ?? null;
  return (
    <div className="grid gap-1">
      <Field label="JSON body" error={words(faults["json"])}>
        {(control) => (
          <Textarea
            {...control}
            rows={Math.min(16, Math.max(5, draft.json.split("\n").length + 1))}
            className="font-mono text-xs"
            spellCheck={false}
            autoComplete="off"
            value={draft.json}
            onChange={(event) => change({ json: event.target.value })}
          />
        )}
      </Field>
      {sent === null || sent === draft.json ? null : (
        <Button look="quiet" className="justify-self-start" onClick={() => change({ json: sent })}>
          Begin with the example
        </Button>
      )}
    </div>
  );
}

function PartField({ part, draft, faults, change }: CallFieldsProps & { part: FormPart }) {
  const { name, isFile, required, description } = part;
  const error = words(faults[`part ${name}`]);
  const label = name === "" ? "Files" : name;
  const setText = (key: string, value: string) =>
    change({ texts: { ...draft.texts, [key]: value } });
  return (
    <div className="grid gap-3">
      {name === "" ? (
        <Field label="Name of the part with the files">
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={draft.texts[""] ?? ""}
              onChange={(event) => setText("", event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <Field
        label={required ? `${label} (needed)` : label}
        hint={[description, chosenIn(draft, name)].filter(Boolean).join(" · ")}
        error={error}
      >
        {(control) =>
          isFile ? (
            <input
              {...control}
              type="file"
              multiple
              className="text-sm"
              onChange={(event) =>
                change({ files: { ...draft.files, [name]: [...(event.target.files ?? [])] } })
              }
            />
          ) : (
            <Textarea
              {...control}
              rows={4}
              className="font-mono text-xs"
              spellCheck={false}
              value={draft.texts[name] ?? ""}
              onChange={(event) => setText(name, event.target.value)}
            />
          )
        }
      </Field>
    </div>
  );
}

/** The files that are chosen: a picker forgets them when the reader walks on and comes back, the draft does not. */
function chosenIn(draft: CallDraft, name: string): string {
  const files = draft.files[name] ?? [];
  return files.length === 0 ? "" : `Chosen: ${files.map((file) => file.name).join(", ")}`;
}
