import "server-only";
import type { OperationRow } from "./operation";

// Decides which operation of a catalogue a request line names. It is the proxy's allow-list, so it works on the raw
// path: what a URL parser, a framework or an upstream may each decode, fold or climb in their own way is refused
// rather than cleaned. The upstream's path is then built anew from the row and the values, never passed through.

type Routed = Pick<OperationRow, "method" | "path" | "spellings">;

/** The operation that a request names, and the decoded values of its path. */
export interface Match<Row> {
  row: Row;
  values: Record<string, string>;
}

export type Matcher<Row> = (method: string, rawPath: string) => Match<Row> | null;

interface Route<Row> {
  row: Row;
  /** Names of the path's values, in their order. */
  names: readonly string[];
}

interface Node<Row> {
  literals: Map<string, Node<Row>>;
  /** What follows where any one value stands. */
  value: Node<Row> | null;
  /** By method. A closing slash tells two operations apart only where both forms are documented. */
  routes: Map<string, { open?: Route<Row>; closed?: Route<Row> }>;
}

const createNode = <Row>(): Node<Row> => ({ literals: new Map(), value: null, routes: new Map() });

/**
 * Makes the matcher of a catalogue. A path belongs to the most literal of the rows that could mean it, whatever its
 * method; a closing slash is as good as none, unless a row of its own stands for it.
 * @returns a function of the method and the path as it came, still percent-encoded and without query; `null` for
 * everything that is no operation
 * @throws TypeError when two rows claim one method and path
 */
export function createMatcher<Row extends Routed>(rows: readonly Row[]): Matcher<Row> {
  const root = createNode<Row>();
  for (const row of rows) {
    for (const path of [row.path, ...row.spellings]) addRoute(root, row, path);
  }
  return (method, rawPath) => {
    const parts = splitPath(rawPath);
    if (parts === null) return null;
    const found = findNode(root, parts, 0);
    const forms = found?.node.routes.get(method);
    if (!found || !forms) return null;
    const { open, closed } = forms;
    const route = rawPath.endsWith("/") ? (closed ?? open) : (open ?? closed);
    if (!route) return null;
    const named = route.names.map((name, index) => [name, found.values[index] ?? ""] as const);
    return { row: route.row, values: Object.fromEntries(named) };
  };
}

function addRoute<Row extends Routed>(root: Node<Row>, row: Row, path: string): void {
  const names: string[] = [];
  let node = root;
  for (const part of path.split("/").filter((text) => text !== "")) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (/[{}]/.test(part)) throw new TypeError(`${path} has a value that is no whole part`);
      const next = node.literals.get(part) ?? createNode<Row>();
      node.literals.set(part, next);
      node = next;
    } else {
      names.push(name);
      node.value ??= createNode<Row>();
      node = node.value;
    }
  }
  const forms = node.routes.get(row.method) ?? {};
  const form = path.endsWith("/") ? "closed" : "open";
  const known = forms[form];
  if (known && known.row !== row) throw new TypeError(`two rows are ${row.method} ${path}`);
  node.routes.set(row.method, { ...forms, [form]: { row, names } });
}

/** The most literal node with operations; the values on the way there are in order. */
function findNode<Row>(
  node: Node<Row>,
  parts: readonly string[],
  at: number,
): { node: Node<Row>; values: string[] } | null {
  const part = parts[at];
  if (part === undefined) return node.routes.size > 0 ? { node, values: [] } : null;
  const literal = node.literals.get(part);
  const found = literal ? findNode(literal, parts, at + 1) : null;
  if (found || node.value === null) return found;
  const rest = findNode(node.value, parts, at + 1);
  return rest && { node: rest.node, values: [part, ...rest.values] };
}

/** The decoded parts of a raw path, or `null` where one of them could be read in two ways. */
function splitPath(rawPath: string): string[] | null {
  const isPlain = /^\/[\x21-\x7e]*$/.test(rawPath) && !/[\\?#]/.test(rawPath);
  if (!isPlain) return null;
  const raw = rawPath.slice(1).split("/");
  if (raw.at(-1) === "") raw.pop();
  const parts: string[] = [];
  for (const text of raw) {
    const part = decodeOnce(text);
    if (part === null || !isHarmless(part)) return null;
    parts.push(part);
  }
  return parts;
}

function decodeOnce(text: string): string | null {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** How often a part may still be decodable after the first time. Nobody means more than one. */
const DECODINGS_MAX = 3;

/**
 * Whether a part stays one part for whoever decodes it again, byte by byte and however carelessly, and also where a
 * servlet container cuts off what follows a semicolon.
 */
function isHarmless(part: string): boolean {
  let text = part;
  for (let round = 0; round < DECODINGS_MAX; round += 1) {
    if (/[/\\\p{Cc}]/u.test(text)) return false;
    if (/^\.{0,2}$/.test((text.split(";", 1)[0] ?? "").trim())) return false;
    const decoded = text.replace(/%([\da-f]{2})/gi, (_whole, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (decoded === text) return true;
    text = decoded;
  }
  return false;
}
