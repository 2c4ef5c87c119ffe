import { z } from "zod";
import { expect, test } from "vitest";
import { csv } from "@/lib/contracts/list";
import { TicketWrite } from "@/lib/contracts/tickets";
import { KACE_OPERATIONS } from "@/lib/server/kace/operations";
import { SYSAID_OPERATIONS } from "@/lib/server/sysaid/operations";
import { fieldsOf, skeletonOf, toJsonSchema, typeInWords } from "./json-schema";

const linesOf = (schema: z.ZodType, io: "input" | "output" = "input") =>
  fieldsOf(toJsonSchema(schema, io)).map(
    ({ path, type, required }) => `${path}${required ? "!" : ""}: ${type}`,
  );

test("a schema reads as one line for each member, whatever holds it", () => {
  const schema = z.object({
    Tickets: z.array(z.object({ title: z.string(), owner: z.number().nullable().optional() })),
    order: z.enum(["asc", "desc"]).optional(),
    day: z.iso.date().optional(),
  });
  expect(linesOf(schema)).toEqual([
    "Tickets!: list of objects",
    "Tickets[].title!: string",
    "Tickets[].owner: number or null",
    'order: "asc" or "desc"',
    "day: string (date)",
  ]);
});

test("a list at the top has lines of its own", () => {
  expect(linesOf(z.array(z.object({ dest: z.string() })))).toEqual([
    "[]!: object",
    "[].dest!: string",
  ]);
});

test("forms to choose from are told together, and what one of them needs is not asked of all", () => {
  expect(linesOf(TicketWrite)).toEqual([
    'act: "comment" or "assign" or "setStatus" or "setPriority" or "setCategory" or "setDue" or "moveQueue" or "close" or "decide" or "clone" or "delete" or "switchPattern" or "addLink" or "linkTicket" or "removeLink" or "message"',
    "text: string",
    "internal: boolean",
    "seen: object",
    "seen.entries!: list of strings",
    "seen.from!: string (date-time) or null",
    "seen.statuses!: list of strings",
    "seen.assignees!: list of objects",
    "seen.assignees[].ref!: string or null",
    "seen.assignees[].name!: string or null",
    "assigneeRef: string or null",
    "statusId: string or null",
    "priorityId: string",
    "categoryId: string",
    "dueAt: string (date-time) or null",
    "queueRef: string",
    "solution: string or null",
    'decision: "approve" or "reject" or "complete" or "reopen"',
    "approvalId: string or null",
    "note: string or null",
    "patternId: string",
    "name: string",
    "address: string",
    "other: string",
    'method: "email" or "sms"',
    "to: list of strings",
    "cc: list of strings",
    "subject: string",
    "addDetails: boolean",
  ]);
});

test("what goes in is told as it is written, what comes out as it is read", () => {
  const schema = z.object({ status: csv(z.enum(["new", "open"])) });
  expect(linesOf(schema, "input")).toEqual(["status!: string"]);
  expect(linesOf(schema, "output")).toEqual(['status!: list of "new" or "open"']);
});

test("a skeleton holds what is required and nothing that would blank a field", () => {
  const schema = z.object({
    Tickets: z.array(z.object({ title: z.string(), note: z.string().optional() })).min(1),
    enabled: z.boolean(),
    kind: z.enum(["a", "b"]),
    owner: z.string().optional(),
  });
  expect(skeletonOf(toJsonSchema(schema, "input"))).toEqual({
    Tickets: [{ title: "" }],
    enabled: false,
    kind: "a",
  });
});

test("an endless schema ends", () => {
  interface Node {
    next?: Node | undefined;
  }
  const schema: z.ZodType<Node> = z.object({ next: z.lazy(() => schema).optional() });
  expect(linesOf(schema).length).toBeLessThan(20);
});

test.each(
  [...KACE_OPERATIONS, ...SYSAID_OPERATIONS].map((row) => [`${row.source}:${row.id}`, row]),
)("the body and the answer of %s can be told", (_key, row) => {
  if (row.body.kind === "json") {
    const schema = toJsonSchema(row.body.schema, "input");
    expect(typeInWords(schema)).not.toBe("anything");
    expect(JSON.parse(JSON.stringify(skeletonOf(schema)))).toEqual(skeletonOf(schema));
  }
  if (row.answer.kind === "json") {
    const schema = toJsonSchema(row.answer.schema, "output");
    expect(typeInWords(schema)).not.toBe("anything");
    expect(JSON.stringify(schema)).not.toContain("$ref");
  }
});
