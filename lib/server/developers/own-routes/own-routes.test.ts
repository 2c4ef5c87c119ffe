import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { expect, test } from "vitest";
import { OWN_ROUTES, type OwnRoute } from "./own-routes";

// The table of own routes is prose about code, so it is held to the code: each route file's own declarations.

const API = fileURLToPath(new URL("../../../../app/api/", import.meta.url));
/** Doors to operations that are described one by one in their catalogues, and next-auth's own pages. */
const DOORS = ["/api/auth/[...nextauth]", "/api/kace/[...path]", "/api/sysaid/[...path]"];

interface Declared {
  path: string;
  method: string;
  /** The text of this one declaration. */
  text: string;
  /** Of the whole file, for its imports. */
  file: string;
}

const declared: Declared[] = readdirSync(API, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith("route.ts"))
  .flatMap((name) => {
    const path = `/api/${name.replaceAll("\\", "/").replace(/\/route\.ts$/, "")}`;
    if (DOORS.includes(path)) return [];
    const file = readFileSync(`${API}${name}`, "utf8");
    const starts = [...file.matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm)];
    return starts.map((start, at) => ({
      path: path.replace(/\[(\w+)\]/g, "{$1}"),
      method: start[1] ?? "",
      text: file.slice(start.index, starts[at + 1]?.index),
      file,
    }));
  });

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
const sourceOf = (route: OwnRoute): Declared => {
  const found = declared.find((one) => nameOf(one) === nameOf(route));
  if (!found) throw new Error(`no route file declares ${nameOf(route)}`);
  return found;
};

test("no route of app/api is missing from the table, and none is invented", () => {
  expect(OWN_ROUTES.map(nameOf).sort()).toEqual(declared.map(nameOf).sort());
});

test.each(OWN_ROUTES.map((route) => [nameOf(route), route] as const))(
  "%s is called and let in as its file declares",
  (_name, route) => {
    const { text } = sourceOf(route);
    const id = /operation: "([^"]+)"|handle\(\s*"([^"]+)"/.exec(text);
    expect(id?.[1] ?? id?.[2]).toBe(route.id);
    const isOpen = /^export const \w+ = open(Write)?Route/.test(text);
    const isOpenByHand = !isOpen && !/requireViewer|getRoute|writeRoute/.test(text);
    expect(["anyone", "wall_link"].includes(route.right)).toBe(isOpen || isOpenByHand);
    expect(route.right === "administrator").toBe(text.includes('who: "administrator"'));
    // A token never gets past a route that people use to sign in.
    const isForPeople = text.includes("forPeopleOnly: true") || text.includes("openWriteRoute");
    expect(route.forPeopleOnly ?? false).toBe(isForPeople);
  },
);

test.each(OWN_ROUTES.map((route) => [nameOf(route), route] as const))(
  "%s takes and answers what its file declares",
  async (_name, route) => {
    const declaration = sourceOf(route);
    const answer = typeof route.answer === "string" ? undefined : route.answer;
    for (const [part, schema] of [
      ["query", route.query],
      ["body", route.body],
      ["result", answer],
    ] as const) {
      const text = new RegExp(`^  ${part}: (.+),$`, "m").exec(declaration.text)?.[1];
      if (text === "z.strictObject({})") {
        expect(z.toJSONSchema(schema ?? z.never()), part).toEqual(
          z.toJSONSchema(z.strictObject({})),
        );
      } else expect(schema, part).toBe(await importedAs(text, declaration.file));
    }
  },
);

/** The contract that a file knows by this name; nothing for no name. */
async function importedAs(name: string | undefined, file: string): Promise<unknown> {
  if (name === undefined) return undefined;
  for (const [, names = "", from = ""] of file.matchAll(
    /import \{([^}]+)\} from "@\/lib\/contracts\/([\w-]+)"/g,
  )) {
    const isHere = names.split(",").some((one) => one.trim() === name);
    if (!isHere) continue;
    const contract: Record<string, unknown> = await import(`../../../contracts/${from}.ts`);
    return contract[name];
  }
  throw new Error(`${name} is imported from no contract`);
}
