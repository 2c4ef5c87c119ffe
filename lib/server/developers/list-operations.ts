import "server-only";
import type {
  ListOperationsResult,
  OperationDetail,
  OperationRow,
} from "@/lib/contracts/developers";
import { NotFound } from "@/lib/server/failures";
import { readExample } from "./examples";
import { fieldsOf, skeletonOf, toJsonSchema, typeInWords } from "./json-schema";
import { type Described, type Upstreams, describeOperations, keyOf } from "./operations";

interface Asker {
  runtime: { upstreams: Upstreams };
}

/** Every operation that can be called at this server. */
export function listOperations({ runtime }: Asker): ListOperationsResult {
  return { rows: describeOperations(runtime.upstreams).map(toRow) };
}

/** All that is known of one operation. @throws NotFound */
export async function readOperation({ runtime }: Asker, key: string): Promise<OperationDetail> {
  const found = describeOperations(runtime.upstreams).find((one) => keyOf(one) === key);
  if (!found) throw new NotFound("operation");
  return { ...toDetail(found), example: await readExample(found) };
}

function toRow(described: Described): OperationRow {
  const { system, id, group, title, method, path, spellings, reads, harm } = described;
  const key = keyOf(described);
  return { key, system, id, group, title, method, path, spellings: [...spellings], reads, harm };
}

function toDetail(described: Described): Omit<OperationDetail, "example"> {
  const { right, forPeopleOnly, inferred, session, anyFilter, answer } = described;
  const schema = answer.schema && toJsonSchema(answer.schema, "output");
  return {
    ...toRow(described),
    right,
    forPeopleOnly,
    inferred,
    session,
    parameters: described.parameters.map(({ schema: kind, description, ...rest }) => ({
      ...rest,
      description: inQuotes(description),
      type: typeInWords(kind),
    })),
    anyFilter,
    body: toBody(described),
    answer: { kind: answer.kind, fields: schema ? fieldsOf(schema) : [] },
  };
}

function toBody({ body }: Described): OperationDetail["body"] {
  const schema = body.json && toJsonSchema(body.json, "input");
  return {
    json: schema && {
      fields: fieldsOf(schema),
      skeleton: JSON.stringify(skeletonOf(schema), null, 2),
    },
    form:
      body.form?.map(({ name, required, isFile, description }) => ({
        name,
        required,
        isFile,
        description: inQuotes(description),
      })) ?? null,
  };
}

/** A description without Markdown, which OpenAPI has and a page of text has not. */
function inQuotes(description: string): string {
  return description.replace(/`([^`]*)`/g, "“$1”");
}
