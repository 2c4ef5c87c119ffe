import fc from "fast-check";
import { expect, test } from "vitest";
import { appendLine, toEvidence, type EvidenceDevice } from "./evidence";

const UTC = { locale: "en-GB", zone: "UTC" };
const device: EvidenceDevice = {
  name: "PC-0042",
  model: "Latitude 5540",
  serial: "4F7K",
  recentTickets: 5,
  posture: {
    state: "known",
    asOf: "2026-11-28T15:02:31.000Z",
    sources: ["kace"],
    diskName: "C:",
    facts: [
      { key: "encryption", level: "bad", word: "Off" },
      { key: "tpm", level: "good", word: "On, 2.0" },
      { key: "patches", level: "bad", word: "12 missing" },
      { key: "restart", level: "warn", word: "41 days ago" },
      { key: "disk", level: "bad", word: "3 % free" },
    ],
  },
};

test("a device's state is one line that says everything with its age and origin", () => {
  expect(toEvidence(device, 1, UTC)).toBe(
    "PC-0042 (Latitude 5540, serial 4F7K): disk C: 3 % free · last restart 41 days ago · encryption off · " +
      "patches: 12 missing · 5 tickets in 90 days (median of the model 1) · as of 28 Nov 2026 15:02 UTC (KACE)",
  );
});

test("what nobody tells is said as such, and is not left out", () => {
  const facts = [
    { key: "encryption", level: "unknown", word: "Not known" },
    { key: "patches", level: "good", word: "None missing" },
    { key: "restart", level: "good", word: "Today" },
  ] as const;
  const posture = {
    state: "known",
    asOf: "2026-11-28T15:02:31.000Z",
    sources: ["kace", "sysaid"],
    facts,
    diskName: null,
  } as const;
  const bare = { ...device, model: null, serial: null, recentTickets: 1, posture };
  expect(toEvidence(bare, null, UTC)).toBe(
    "PC-0042: last restart today · patches: none missing · 1 ticket in 90 days · " +
      "not told: disk room, encryption · as of 28 Nov 2026 15:02 UTC (KACE and SysAid)",
  );
  const unread = { ...device, posture: { state: "missing", reason: "x" } } as const;
  expect(toEvidence(unread, 1.5, UTC)).toBe(
    "PC-0042 (Latitude 5540, serial 4F7K): 5 tickets in 90 days (median of the model 1.5) · " +
      "its state has not been read yet",
  );
});

test("it is one line, whatever is told", () => {
  const fact = fc.record({
    key: fc.constantFrom("disk", "restart", "encryption", "patches", "agent" as const),
    level: fc.constantFrom("good", "warn", "bad", "unknown" as const),
    word: fc.constantFrom("Off", "Today", "3 % free"),
  });
  fc.assert(
    fc.property(fc.array(fact), fc.nat({ max: 999 }), (facts, recentTickets) => {
      const known = {
        state: "known",
        asOf: "2026-11-28",
        sources: [],
        facts,
        diskName: null,
      } as const;
      const line = toEvidence({ ...device, recentTickets, posture: known }, null, UTC);
      expect(line).not.toMatch(/\n|undefined|null/);
      expect(line.startsWith("PC-0042")).toBe(true);
    }),
  );
});

test("what is typed already stays before it", () => {
  expect(appendLine("", "line")).toBe("line");
  expect(appendLine("Hello ", "line")).toBe("Hello \nline");
  expect(appendLine("Hello\n", "line")).toBe("Hello\nline");
  fc.assert(
    fc.property(fc.string(), (typed) => {
      expect(appendLine(typed, "line").startsWith(typed)).toBe(true);
    }),
  );
});
