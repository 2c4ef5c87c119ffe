import { expect, test } from "vitest";
import { changeLevel, entryAt, namesBelow, pathOf } from "./nested-path";

const entry = (id: string, ...path: string[]) => ({ id, label: path.join(" / "), path });
const TREE = [
  entry("1", "Network"),
  entry("2", "Network", "VPN"),
  entry("3", "Account", "Sign-in"),
  entry("4", "Account", "VPN"),
  entry("5", "Hardware"),
];

test("a choice of one level narrows the next to what lies below it", () => {
  expect(namesBelow(TREE, [])).toEqual(["Network", "Account", "Hardware"]);
  expect(namesBelow(TREE, ["Account"])).toEqual(["Sign-in", "VPN"]);
  expect(namesBelow(TREE, ["Hardware"])).toEqual([]);
  expect(entryAt(TREE, ["Network"])?.id).toBe("1");
  expect(entryAt(TREE, ["Account"])).toBeUndefined();
  expect(pathOf(TREE, "4")).toEqual(["Account", "VPN"]);
  expect(pathOf(TREE, "gone")).toEqual([]);
});

test("another parent keeps what it has too, and clears what it has not", () => {
  const vpn = ["Network", "VPN"];
  expect(changeLevel(TREE, vpn, 0, "Account")).toEqual({ path: ["Account", "VPN"], cleared: [] });
  expect(changeLevel(TREE, vpn, 0, "Hardware")).toEqual({ path: ["Hardware"], cleared: ["VPN"] });
  expect(changeLevel(TREE, vpn, 1, "")).toEqual({ path: ["Network"], cleared: [] });
  expect(changeLevel(TREE, vpn, 0, "")).toEqual({ path: [], cleared: ["VPN"] });
});
