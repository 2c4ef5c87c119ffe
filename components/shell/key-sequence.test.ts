import { expect, test } from "vitest";
import { parsePreferences, spellPreference } from "@/components/ui/preference-values";
import { readKey, SEQUENCE_MS } from "./key-sequence";

const actions = [{ keys: "g t" }, { keys: "t" }, { keys: "/" }, {}];
const at = (key: string, atMs = 0) => ({ key, atMs });

test("g then t goes; t alone acts; a late t is t alone", () => {
  expect(readKey(at("g"), null, actions)).toEqual({ kind: "begin", pressed: at("g") });
  expect(readKey(at("t", 300), at("g"), actions)).toEqual({ kind: "act", action: { keys: "g t" } });
  expect(readKey(at("t"), null, actions)).toEqual({ kind: "act", action: { keys: "t" } });
  expect(readKey(at("t", SEQUENCE_MS + 1), at("g"), actions)).toEqual({
    kind: "act",
    action: { keys: "t" },
  });
});

test("a key that nothing names does nothing", () => {
  expect(readKey(at("q"), null, actions)).toEqual({ kind: "none" });
});

test("the action that came last wins over one with the same keys", () => {
  const two = [
    { keys: "/", id: 1 },
    { keys: "/", id: 2 },
  ];
  expect(readKey(at("/"), null, two)).toMatchObject({ action: { id: 2 } });
});

test("choices survive their cookies, and unknown cookies are the usual choice", () => {
  const jar = new Map<string, string>();
  const keep = (line: string) => {
    const [name = "", value = ""] = line.split(";")[0]?.split("=") ?? [];
    jar.set(name, value);
  };
  keep(spellPreference("theme", "dark"));
  keep(spellPreference("density", "compact"));
  keep(spellPreference("singleKeys", false));
  keep(spellPreference("afterClose", "next"));
  expect(parsePreferences((name) => jar.get(name))).toEqual({
    theme: "dark",
    density: "compact",
    singleKeys: false,
    afterClose: "next",
    afterCreate: "open",
    shownEntries: "",
    sidebarFolded: false,
    sidebarGrouping: "",
  });
  expect(parsePreferences(() => "<x>")).toEqual({
    theme: "system",
    density: "comfortable",
    singleKeys: true,
    afterClose: "stay",
    afterCreate: "open",
    shownEntries: "",
    sidebarFolded: false,
    sidebarGrouping: "",
  });
});
