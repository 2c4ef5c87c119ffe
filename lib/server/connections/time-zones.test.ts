import { expect, test } from "vitest";
import { judgeZone } from "./time-zones";

const NOW = Date.UTC(2026, 2, 1, 12);

test.each([
  ["Europe/Berlin", "Europe/Berlin", "agrees", "Europe/Berlin"],
  // Other names of one clock.
  ["Europe/Berlin", "Europe/Vienna", "agrees", "Europe/Berlin"],
  ["UTC", "Etc/UTC", "agrees", "UTC"],
  // The same hour today, another one in summer.
  ["Europe/Berlin", "Africa/Lagos", "differs", "Europe/Berlin"],
  ["Europe/Berlin", "America/New_York", "differs", "Europe/Berlin"],
  [null, "America/New_York", "agrees", "America/New_York"],
  ["Europe/Berlin", null, "agrees", "Europe/Berlin"],
  // A zone that nobody knows is as good as none.
  ["Europe/Berlin", "(GMT+1) Berlin", "agrees", "Europe/Berlin"],
  [null, "(GMT+1) Berlin", "untold", "UTC"],
  [null, null, "untold", "UTC"],
] as const)("set to %s and told %s: %s, %s is used", (configured, told, verdict, inUse) => {
  expect(judgeZone({ configured, told }, NOW)).toEqual({ verdict, configured, told, inUse });
});
