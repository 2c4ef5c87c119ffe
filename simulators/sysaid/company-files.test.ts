import { expect, test } from "vitest";
import type { TicketStep } from "../fleet/model";
import { companyFileOf, fileOfStep } from "./company-files";

const step = (seconds: number, kind: TicketStep["kind"] = "comment"): TicketStep => ({
  kind,
  at: seconds * 1000,
  personId: 5,
  text: "Look",
});
const SECONDS = Array.from({ length: 200 }, (_, n) => 1_780_000_000 + n);

test("some comments came with a picture, each under an id of its own, and nothing else did", () => {
  const came = SECONDS.map((second) => fileOfStep(step(second))).filter((one) => one !== null);
  expect(came.length).toBeGreaterThan(5);
  expect(new Set(came.map(({ fileId }) => fileId)).size).toBe(came.length);
  for (const { fileId } of came) expect(fileId).toMatch(/^\d{9}_\d{9}$/);
  expect(SECONDS.some((second) => fileOfStep(step(second, "internal")))).toBe(false);
});

test("a file is a picture by its bytes, and gone once its record's list names it no more", async () => {
  const one = SECONDS.map((second) => step(second)).find((each) => fileOfStep(each) !== null);
  if (one === undefined) throw new Error("no file");
  const { fileId = "" } = fileOfStep(one) ?? {};
  const record = { steps: [one] };
  const find = (extra: Parameters<typeof companyFileOf>[0]["extra"]) =>
    companyFileOf({ record, extra }, fileId);
  const bytes = Buffer.from(await new Response(find({})?.read()).arrayBuffer());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(find({})?.sizeBytes).toBe(bytes.length);
  expect(find({ attachments: [] })).toBeUndefined();
  expect(find({ attachments: [{ fileId }] })).toBeDefined();
});
