import { expect, test } from "vitest";
import { FleetError, parseFleetOptions } from "./index";

test("left out, the sizes are the demo's and now is a full hour", () => {
  const { now, ...sizes } = parseFleetOptions([], {});
  expect(sizes).toEqual({ seed: 1, devices: 2_000, tickets: 6_000, cis: 600 });
  expect(now % 3_600_000).toBe(0);
});

test("flags win over variables, in both spellings", () => {
  const env = {
    FLEET_DEVICES: "100",
    FLEET_TICKETS: "50",
    FLEET_SEED: "9",
    FLEET_NOW: "2026-03-01T12:00:00Z",
  };
  const options = parseFleetOptions(["--devices", "300", "--cis=70", "--port", "0"], env);
  expect(options).toEqual({
    seed: 9,
    devices: 300,
    tickets: 50,
    cis: 70,
    now: Date.UTC(2026, 2, 1, 12),
  });
  expect(parseFleetOptions([], { FLEET_NOW: "1772366400000" }).now).toBe(1_772_366_400_000);
});

test.each([
  [["--devices", "many"], {}, "devices"],
  [["--tickets"], {}, "tickets"],
  [["--cis=-1"], {}, "cis"],
  [[], { FLEET_DEVICES: "1.5" }, "devices"],
  [[], { FLEET_NOW: "yesterday" }, "FLEET_NOW"],
])("a value that makes no sense is refused by name (%j %j)", (argv, env, name) => {
  expect(() => parseFleetOptions(argv, env)).toThrow(FleetError);
  expect(() => parseFleetOptions(argv, env)).toThrow(name);
});
