import fc from "fast-check";
import { expect, test } from "vitest";
import type { DevicePatch } from "./device-parts";
import { judgePosture, type PostureInput } from "./posture";
import { toRef } from "./ref";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(NOW - days * DAY_MS).toISOString();
const nothing: PostureInput = {
  kind: "laptop",
  lastSeenAt: null,
  posture: { encryption: null, tpm: null, agentVersion: null, lastRestartAt: null, mobile: null },
  disks: [],
  missingPatches: [],
  untold: ["patches"],
};
const judged = (input: Partial<PostureInput>) =>
  Object.fromEntries(
    judgePosture({ ...nothing, ...input }, NOW).map(({ key, level, word }) => [key, [level, word]]),
  );
const posture = (more: Partial<PostureInput["posture"]>) => ({
  posture: { ...nothing.posture, ...more },
});
const patch = (level: number | null): DevicePatch => ({
  ref: toRef("kace", "patch", 1),
  title: "x",
  identifier: null,
  publisher: null,
  severity: null,
  level,
  cves: ["CVE-2026-1000"],
});

test("what nobody tells is unknown, never good", () => {
  const facts = judgePosture(nothing, NOW);
  expect(facts.map(({ level }) => level)).toEqual(facts.map(() => "unknown"));
  expect(facts.map(({ key }) => key)).not.toContain("mobile");
  expect(judged({ kind: "mobile" })["mobile"]).toEqual(["unknown", "Not known"]);
});

test("an unencrypted laptop is worse than an unencrypted desktop, and suspended is no protection", () => {
  const off = posture({ encryption: { isOn: false, isProtected: false, method: null } });
  expect(judged(off)["encryption"]?.[0]).toBe("bad");
  expect(judged({ ...off, kind: "desktop" })["encryption"]?.[0]).toBe("warn");
  const suspended = posture({
    encryption: { isOn: true, isProtected: false, method: "BitLocker" },
  });
  expect(judged(suspended)["encryption"]).toEqual(["warn", "Suspended"]);
});

test("the gravest missing patch decides", () => {
  const missing = (...levels: (number | null)[]) =>
    judged({ untold: [], missingPatches: levels.map(patch) })["patches"];
  expect(missing()).toEqual(["good", "None missing"]);
  expect(missing(1, null)).toEqual(["good", "2 missing"]);
  expect(missing(1, 3)?.[0]).toBe("warn");
  expect(missing(4, 1)?.[0]).toBe("bad");
});

test("silence, uptime and full disks grow worse with time and fill, never better", () => {
  const rank = { unknown: -1, good: 0, warn: 1, bad: 2 };
  const days = fc.integer({ min: 0, max: 400 });
  fc.assert(
    fc.property(days, days, (a, b) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      const at = (age: number) =>
        judgePosture(
          { ...nothing, lastSeenAt: ago(age), ...posture({ lastRestartAt: ago(age) }) },
          NOW,
        );
      for (const key of ["agent", "restart"]) {
        const levelOf = (age: number) => at(age).find((one) => one.key === key)?.level ?? "unknown";
        expect(rank[levelOf(more)]).toBeGreaterThanOrEqual(rank[levelOf(less)]);
      }
    }),
  );
  const disk = (freeBytes: number) =>
    judged({ disks: [{ name: "C:", fileSystem: null, totalBytes: 1000, freeBytes }] })["disk"];
  expect(disk(500)).toEqual(["good", "50 % free"]);
  expect(disk(150)).toEqual(["warn", "15 % free"]);
  expect(disk(50)).toEqual(["bad", "5 % free"]);
});

test("a rooted phone is not saved by being called compliant", () => {
  expect(judged(posture({ mobile: { status: "Rooted", isCompliant: true } }))["mobile"]).toEqual([
    "bad",
    "Rooted",
  ]);
});
