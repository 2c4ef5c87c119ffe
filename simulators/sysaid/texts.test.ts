import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal, startTiny, type Caller, type Tiny } from "./test-harness";

let tiny: Tiny;
let uma: Caller;
beforeAll(async () => {
  tiny = await startTiny();
  uma = await tiny.signIn("uma");
});
afterAll(() => tiny.close());

const KEYS = [{ key: "dir" }, { key: "welcome" }, { key: "no.such.key" }];
const told = async (answer: Promise<Response>) => (await answer).json();

test("the resource bundle tells keys in the account's language or a given one", async () => {
  const texts = async (path: string) => {
    const rows: { key: string; value: string }[] = await told(uma.send("POST", path, KEYS));
    return rows.map(({ value }) => value);
  };
  expect(await texts("rb")).toEqual(["LTR", "Welcome", "no.such.key"]);
  expect(await texts("rb/fr_FR")).toEqual(["LTR", "Bienvenue", "no.such.key"]);
  expect(await texts("rb/he")).toEqual(["RTL", "ברוך הבא", "no.such.key"]);
  expect(await texts("rb/constructor")).toEqual(["LTR", "Welcome", "no.such.key"]);
  expect((await uma.send("POST", "rb", { key: "dir" })).status).toBe(400);
});

test("one key is translated into a language", async () => {
  expect(await told(uma.get("translate/welcome?language=fr"))).toEqual({
    key: "welcome",
    value: "Bienvenue",
  });
  expect(await refusal(uma.get("translate/no.such.key?language=fr"))).toEqual([400, "Invalid key"]);
  expect(await refusal(uma.get("translate/welcome"))).toEqual([400, "Missing language"]);
});
