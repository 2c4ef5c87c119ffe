import { expect, test } from "vitest";
import { toEvents } from "./map-events";
import { parseRecords, type WireRecord } from "./wire";

function record(fields: Record<string, unknown>): WireRecord {
  const info = Object.entries(fields).map(([key, value]) => ({ key, value }));
  const [parsed] = parseRecords([{ id: "6", info }], "sr.list");
  if (parsed === undefined) throw new Error("no record");
  return parsed;
}
const eventsOf = (fields: Record<string, unknown>) => toEvents(record(fields), () => null);

test("a record's files are entries of their own, under the name that people know", () => {
  const attachments = [
    {
      fileId: "111934645_312638760",
      fileName: "x.tmp",
      realFileName: "plan.png",
      chatSessionId: null,
      fileDate: 1_780_000_000_000,
    },
    { fileId: "../../etc", realFileName: "a" },
    { realFileName: "nothing" },
  ];
  expect(eventsOf({ attachments })).toEqual([
    {
      id: "file-111934645_312638760",
      kind: "comment",
      at: new Date(1_780_000_000_000).toISOString(),
      authorRef: null,
      authorName: null,
      body: "",
      minutes: null,
      attachments: [{ id: "111934645_312638760", name: "plan.png", sizeBytes: null }],
      steps: [],
    },
  ]);
  expect(eventsOf({ attachments: "" })).toEqual([]);
});

test("a file of which no time is told stands where its record began", () => {
  const [event] = eventsOf({
    attachments: [{ fileId: "1_2", fileName: "a.txt" }],
    insert_time: 1_770_000_000_000,
  });
  expect(event?.at).toBe(new Date(1_770_000_000_000).toISOString());
});

test("history tells what became of a field, or only its words", () => {
  const at = 1_780_000_000_000;
  const history = [
    { updateTime: at, field: "status", oldValue: "1", newValue: "2" },
    {
      updateTime: at + 1,
      fieldCaption: "Priority",
      oldValueCaption: "Low",
      oldValue: "4",
      newValueCaption: "High",
    },
    { updateTime: at + 2, description: "Merged" },
  ];
  expect(eventsOf({ history })).toMatchObject([
    { kind: "change", steps: [{ field: "status", before: "1", after: "2" }] },
    { kind: "change", steps: [{ field: "Priority", before: "Low", after: "High" }] },
    { kind: "change", steps: [], body: "Merged" },
  ]);
});
