import type { OperationDetail } from "@/lib/contracts/developers";
import { fieldOf, type CallDraft } from "./prepare-call";

type Asked = Pick<OperationDetail, "method" | "path" | "parameters" | "body" | "answer">;

/**
 * A line for a shell that does what is typed, with the token in a variable. A value that is still missing stands as
 * its name. `origin`: where people open Sightline.
 */
export function toCurl(operation: Asked, draft: CallDraft, origin: string): string {
  const { method, body, answer } = operation;
  const lines = [
    ["curl", ...(method === "GET" ? [] : [`-X ${method}`]), ...FLAGS[answer.kind]].join(" "),
    `-H "Authorization: Bearer $TOKEN"`,
  ];
  if (body.form !== null && (draft.carries === "form" || body.json === null)) {
    for (const part of body.form) {
      const name = part.name || draft.texts[""]?.trim() || "name";
      const files = draft.files[part.name] ?? [];
      const value = part.isFile ? `@${files[0]?.name ?? "file"}` : (draft.texts[part.name] ?? "");
      if (part.required || value !== "") lines.push(`-F ${quote(`${name}=${value}`)}`);
    }
  } else if (body.json !== null && draft.json.trim() !== "") {
    lines.push(`-H "Content-Type: application/json"`, `--data ${quote(compact(draft.json))}`);
  }
  lines.push(quote(addressOf(operation, draft, origin)));
  return lines.join(" \\\n  ");
}

const FLAGS = {
  json: [],
  text: [],
  empty: [],
  binary: ["-OJ"],
  stream: ["-N"],
} as const satisfies Record<OperationDetail["answer"]["kind"], readonly string[]>;

function addressOf({ path, parameters }: Asked, draft: CallDraft, origin: string): string {
  const filled = path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = (draft.values[fieldOf({ place: "path", name })] ?? "").trim();
    return value === "" ? whole : encodeURIComponent(value);
  });
  const query = parameters.flatMap((one) => {
    if (one.place !== "query") return [];
    const value = draft.values[fieldOf(one)] ?? "";
    if (value.trim() === "") return one.required ? [`${one.name}={${one.name}}`] : [];
    return [`${encodeURIComponent(one.name)}=${encodeURIComponent(value)}`];
  });
  const filters = draft.filters.split("\n").flatMap((line) => {
    const at = line.indexOf("=");
    if (at < 1) return [];
    const [name, value] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    return [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`];
  });
  const search = [...query, ...filters].join("&");
  return `${origin}${filled}${search === "" ? "" : `?${search}`}`;
}

/** JSON on one line; what is not JSON yet stays as it is typed. */
function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** One word for a POSIX shell, whatever it holds. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
