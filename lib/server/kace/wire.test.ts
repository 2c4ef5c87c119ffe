import fc from "fast-check";
import { expect, test } from "vitest";
import { UpstreamShapeError } from "@/lib/server/upstream/errors";
import {
  AssetWire,
  MachineWire,
  QueueWire,
  TicketWire,
  UserWire,
  normalise,
  parseRows,
  readEnvelope,
} from "./wire";
import { PartsWire } from "./wire-parts";

test("keys come out in one spelling and null markers as null, at any depth", () => {
  expect(
    normalise({
      "Ram Total": "0 Bytes",
      "Sda.Url": "x",
      Software: [{ DISPLAY_NAME: "empty", N: 0 }],
      Last: "0000-00-00 00:00:00",
      b: false,
    }),
  ).toEqual({
    ram_total: "0 Bytes",
    sda_url: "x",
    software: [{ display_name: null, n: 0 }],
    last: null,
    b: false,
  });
});

test.each([
  [
    { Count: 7, Warnings: {}, Tickets: [{ id: 1 }] },
    { rows: [{ id: 1 }], count: 7 },
  ],
  [
    { count: "7", warnings: {}, tickets: [{ id: 1 }] },
    { rows: [{ id: 1 }], count: 7 },
  ],
  [{ Tickets: [] }, { rows: [], count: null }],
  [{ Tickets: "No records" }, { rows: [], count: null }],
  [{ Tickets: { id: 1 } }, { rows: [{ id: 1 }], count: null }],
  [
    { Tickets: null, Count: 0 },
    { rows: [], count: 0 },
  ],
  [{ Count: 3 }, { rows: [], count: 3 }],
  [[{ id: 1 }], { rows: [{ id: 1 }], count: null }],
])("the envelope %j is opened", (body, envelope) => {
  expect(readEnvelope(body, "Tickets", "tickets.list")).toEqual(envelope);
});

test.each([null, "text", 4, {}, { Machines: [] }, { errorCode: 3, errorDescription: "x" }])(
  "what is no list of tickets is not understood: %j",
  (body) => {
    expect(() => readEnvelope(body, "Tickets", "tickets.list")).toThrow(UpstreamShapeError);
  },
);

test("one broken row among many is left out and told; only broken ones are not understood", () => {
  const told: unknown[] = [];
  const parse = (rows: unknown[]) =>
    parseRows({
      rows,
      shape: AssetWire,
      operation: "assets.list",
      onDropped: (...what) => told.push(what),
    });
  expect(
    parse([{ id: 1, name: "Secret name" }, { name: "no id" }, 5]).map((row) => row.id),
  ).toEqual([1]);
  expect(told).toEqual([[2, ["id: invalid_type", ": invalid_type"]]]);
  expect(() => parse([{ name: "no id" }])).toThrow(UpstreamShapeError);
  expect(parse([])).toEqual([]);
});

test("any value in any field but the id still gives a row", () => {
  const shapes = [TicketWire, MachineWire, PartsWire, UserWire, QueueWire, AssetWire];
  const keys = [
    "title",
    "name",
    "status",
    "owner",
    "statuses",
    "machine_nics",
    "software",
    "kbsys_patch",
    "patch_machine_status",
    "machine_tpm",
    "machine_mobile",
    "process",
    "role_id",
    "mapped_id",
    "cc_list",
    "created",
  ];
  const row = fc.dictionary(fc.constantFrom(...keys), fc.anything({ maxDepth: 2 }));
  fc.assert(
    fc.property(row, fc.constantFrom(...shapes), (fields, shape) => {
      const result = shape.safeParse(normalise({ ...fields, id: "12" }));
      expect(result.error?.issues).toBeUndefined();
      expect(result.data?.id).toBe(12);
    }),
  );
});

test("a list under another name than the reference's is read, where it is the only one", () => {
  const body = { Count: 2, Warnings: [], Process: [{ Id: "1" }, { Id: "2" }] };
  expect(readEnvelope(body, "Processes", "processes.list")).toMatchObject({
    rows: [{ id: "1" }, { id: "2" }],
    count: 2,
  });
  const two = { Count: 1, Process: [{ Id: "1" }], Services: [{ Id: "2" }] };
  expect(readEnvelope(two, "Processes", "processes.list").rows).toEqual([]);
});
