import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PLANTED_SECRET } from "./entities/user";
import { rowsIn, serveSimulator } from "./test-client";

const { signIn } = serveSimulator();
const MACHINES = "/api/inventory/machines";
const TICKETS = "/api/service_desk/tickets";
const ids = (rows: Record<string, unknown>[]) => rows.map((row) => row["id"] ?? row["Id"]);
const typesOf = (row: unknown) =>
  Object.fromEntries(Object.entries(Object(row)).map(([key, value]) => [key, typeof value]));

/** First row of a list as a real appliance was recorded to answer it. */
function recorded(name: string): Record<string, unknown> {
  const text = readFileSync(new URL(`./recorded/${name}.json`, import.meta.url), "utf8");
  const [row] = rowsIn(JSON.parse(text) as Record<string, unknown>);
  if (row === undefined) throw new Error(`${name} holds no row`);
  return row;
}

test("machines at the standard level have the recorded keys, all of them text", async () => {
  const { get } = await signIn("ada");
  const { body } = await get(`${MACHINES}/`);
  expect(Object.keys(body)).toEqual(["Count", "Warnings", "Machines"]);
  const rows = rowsIn(body);
  expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(recorded("machines")));
  for (const row of rows) expect(new Set(Object.values(typesOf(row)))).toEqual(new Set(["string"]));
  expect(rows[4]).toMatchObject({
    Id: "5",
    Last_inventory: "0000-00-00 00:00:00",
    Manual_entry: "1",
  });
  expect(rows[0]).toMatchObject({ "Ram Total": "16 GB", Modified: "2026-03-01 06:00:00" });
});

test("assets and shaped tickets have the recorded keys and types", async () => {
  const { rows } = await signIn("ada");
  const [asset] = await rows("/api/asset/assets");
  expect(typesOf(asset)).toEqual(typesOf(recorded("assets")));
  const relations = [
    "submitter",
    "owner",
    "asset",
    "machine",
    "priority",
    "category",
    "impact",
    "status",
  ];
  const shaping = ["hd_ticket all", ...relations.map((name) => `${name} limited`)].join(",");
  const [ticket] = await rows(TICKETS, { filtering: "id eq 2", shaping });
  const sample = recorded("tickets_shaped");
  for (const [key, value] of Object.entries(sample)) {
    expect([key, typeof ticket?.[key]]).toEqual([key, typeof value]);
    if (typeof value === "object") expect(typesOf(ticket?.[key])).toEqual(typesOf(value));
  }
  expect(ticket).not.toHaveProperty("owner");
});

test("tickets at the standard level have the recorded six keys; a field per level up to all", async () => {
  const { rows } = await signIn("ada");
  const keys = async (shaping?: string) => {
    const [row] = await rows(`${TICKETS}/2`, shaping === undefined ? {} : { shaping });
    return Object.keys(row ?? {}).sort();
  };
  expect(await keys()).toEqual(Object.keys(recorded("ticket_unshaped")).sort());
  expect(await keys("hd_ticket regular")).toEqual(await keys());
  expect(await keys("hd_ticket limited")).toEqual(["id", "title"]);
  expect(await keys("hd_ticket extended")).toContain("summary");
  expect(await keys("hd_ticket all,submitter limited")).toEqual(
    expect.arrayContaining(["custom_1", "submitter"]),
  );
});

test("queue fields shaped into queues have the recorded keys; the fields list names JSON keys", async () => {
  const { rows } = await signIn("ada");
  const [queue] = await rows("/api/service_desk/queues", { shaping: "fields all" });
  const [sample] = Object.values(recorded("queues_shaping_fields")).flatMap((value) =>
    Array.isArray(value) ? [value[0] as unknown] : [],
  );
  expect(queue).toMatchObject({
    id: 1,
    fields: expect.arrayContaining([expect.objectContaining({ field_label: "Room" })]),
  });
  const [field] = (queue?.["fields"] ?? []) as unknown[];
  expect(typesOf(field)).toEqual(typesOf(sample));
  const fields = await rows("/api/service_desk/queues/1/fields/");
  expect(fields).toContainEqual(
    expect.objectContaining({ jsonKey: "custom_3", values: ["A", "B"] }),
  );
});

test("related rows of a machine appear when shaped, software in upper case", async () => {
  const { rows } = await signIn("ada");
  const shaping =
    "machine all,software standard,machine_nics standard,machine_disks all,machine_tpm limited,kbsys.patch limited,label all";
  const [first, second] = await rows(MACHINES, { shaping });
  expect(first).toMatchObject({
    Mac: "02:00:00:00:00:01",
    Bios_serial_number: "SN-1",
    Software: [{ DISPLAY_NAME: "Zoo Editor", DISPLAY_VERSION: "1.0" }, { ID: "2" }],
    Machine_nics: [{ MAC: "02:00:00:00:00:01" }],
    Machine_tpm: { ID: "1" },
  });
  expect(first).not.toHaveProperty(["Kbsys.patch"]);
  expect(second).toHaveProperty(["Kbsys.patch"], [{ ID: "7", TITLE: "KB1" }]);
});

test.each<[string, string[]]>([
  ["software.name eq zoo editor", ["1", "2", "3", "5"]],
  ["software.publisher co Acme", ["1", "3"]],
  ["software.id nex", ["4"]],
  ["process.name co spool", ["1"]],
  ["ntservice.display_name st Spooler", ["2"]],
  ["startupprogram.id ex", ["3"]],
  ["machine_nics.mac eq 02:00:00:00:00:02", ["2"]],
  ["machine_disks.name co 476", ["1", "2", "3", "4", "5"]],
  ["machine_bitlocker_volume.protection_status eq on", ["1"]],
  ["machine_drive_encryption_summary.is_drive_encryption_enabled eq 0", ["3", "4", "5"]],
  ["machine_tpm.id nex", ["4", "5"]],
  ["machine_location.locality eq haifa", ["1", "2", "3"]],
  ["patch_machine_status.patch_id eq 7", ["2"]],
  ["kbsys.patch.severity eq critical", ["2"]],
  ["label.id ex", []],
  ["machine.Ram Total co 16,id gt 4", ["5"]],
  ["* co SEQUOIA", ["3"]],
  ["id in 5;1;99", ["1", "5"]],
  ["modified gt 2026-03-01 05:00:00", ["1"]],
])("machines filtered by %s are %j", async (filtering, expected) => {
  const { rows, get } = await signIn("ada");
  expect(ids(await rows(MACHINES, { filtering }))).toEqual(expected);
  expect((await get(MACHINES, { filtering, use_count_only: "true" })).body).toEqual({
    Count: expected.length,
  });
});

test("ticket relations filter and sort, and * looks at owners and submitters", async () => {
  const { rows } = await signIn("ada");
  const found = async (query: Record<string, string>) => ids(await rows(TICKETS, query));
  expect(await found({ filtering: "owner.user_name in (abe;nobody)" })).toEqual([
    1, 3, 5, 7, 9, 11,
  ]);
  expect(await found({ filtering: "owner.id nex,status.state eq closed" })).toEqual([2, 8]);
  expect(await found({ filtering: "machine.Name co beta" })).toEqual([2]);
  expect(await found({ filtering: "queue.name eq facilities" })).toEqual([4, 8, 12]);
  expect(await found({ filtering: "* co Mia Moss,id lt 7" })).toEqual([3, 6]);
  expect(await found({ filtering: "id lt 5", sorting: "priority.ordinal desc,id desc" })).toEqual([
    2, 4, 1, 3,
  ]);
  const [row] = await rows(TICKETS, { filtering: "id eq 1", sorting: "owner.user_name" });
  expect(row).toHaveProperty("owner.role_id", 5);
});

test("sorting a machine's software orders it inside the machine and shows it", async () => {
  const { rows } = await signIn("ada");
  const machines = await rows(MACHINES, { sorting: "name desc,software.name" });
  expect(ids(machines)).toEqual(["5", "3", "4", "2", "1"]);
  expect(machines[4]).toMatchObject({
    Software: [{ DISPLAY_NAME: "abc Reader" }, { DISPLAY_NAME: "Zoo Editor" }],
  });
});

test("pages, ALL and counts", async () => {
  const { get, rows } = await signIn("ada");
  expect(ids(await rows(TICKETS, { paging: "offset 10 limit 5" }))).toEqual([11, 12]);
  expect(ids(await rows(TICKETS, { paging: "limit ALL offset 9" }))).toEqual([10, 11, 12]);
  expect(await rows(TICKETS, { paging: "limit 0" })).toHaveLength(12);
  expect((await get(TICKETS, { paging: "limit 1" })).body).toMatchObject({ Count: 12 });
  expect((await get(TICKETS, { use_count: "false" })).body).not.toHaveProperty("Count");
  expect((await get(TICKETS, { use_count_only: "false" })).body).toHaveProperty("Tickets");
});

test.each([
  [TICKETS, { filtering: "id co 1" }],
  [TICKETS, { filtering: "title eq a, b" }],
  [TICKETS, { sorting: "nothing" }],
  [MACHINES, { paging: "page 2" }],
  [MACHINES, { shaping: "machine enormous" }],
  [MACHINES, { shaping: "unicorn all" }],
])("%s with %j is 400 with the appliance's error body", async (path, query) => {
  const { get } = await signIn("ada");
  const { status, body } = await get(path, query);
  expect([status, Object.keys(body)]).toEqual([400, ["errorCode", "errorDescription"]]);
});

test("related tickets in the shaping break the request", async () => {
  const { get } = await signIn("ada");
  expect((await get(TICKETS, { shaping: "hd_ticket all,related_tickets limited" })).status).toBe(
    500,
  );
});

test("an unknown id is an empty list, not a 404", async () => {
  const { get } = await signIn("ada");
  for (const path of [
    `${MACHINES}/99`,
    "/api/asset/assets/99/",
    `${TICKETS}/99`,
    "/api/users/users/9",
    "/api/inventory/softwares/x",
  ]) {
    const { status, body } = await get(path);
    expect([path, status, rowsIn(body)]).toEqual([path, 200, []]);
  }
});

test("the all level of queues and users leaks the planted secrets, lower levels do not", async () => {
  const { get } = await signIn("ada");
  const leak = async (path: string, shaping: string) =>
    JSON.stringify((await get(path, { shaping })).body).includes(PLANTED_SECRET);
  expect(await leak("/api/service_desk/queues", "hd_queue all,statuses all")).toBe(true);
  expect(await leak("/api/users/users", "user all")).toBe(true);
  expect(await leak("/api/service_desk/queues", "hd_queue extended,priorities all")).toBe(false);
  expect(await leak("/api/users/users", "user extended")).toBe(false);
});

test.each([
  ["/api/inventory/softwares/", "Software", 2],
  ["/api/inventory/processes/", "Process", 1],
  ["/api/inventory/services/", "Ntservice", 1],
  ["/api/inventory/startup_programs/", "Startupprogram", 1],
  ["/api/inventory/operating_systems/", "Operating_systems", 2],
  ["/api/asset/asset_status", "AssetStatus", 2],
  ["/api/service_desk/queues/1/ticket_owners", "Users", 2],
  ["/api/service_desk/queues/2/ticket_submitters", "Users", 8],
])("%s answers %s", async (path, collection, count) => {
  const { get } = await signIn("ada");
  expect((await get(path)).body).toMatchObject({ Count: count, [collection]: expect.any(Array) });
});

test("asset types stand under their own names; a filter on archive finds archived devices", async () => {
  const { rows, get } = await signIn("ada");
  expect(await rows("/api/asset/assets/types")).toMatchObject([
    { AssetTypeID: 1, AssetTypeName: "Location" },
    { AssetTypeID: 5, AssetTypeName: "Device" },
    { AssetTypeID: 7, AssetTypeName: "License" },
  ]);
  expect(ids(await rows("/api/asset/assets", { filtering: "asset.archive eq completed" }))).toEqual(
    [2],
  );
  expect((await get("/api/asset/archived_devices/2")).status).toBe(500);
});

test.each<
  [string, { machines: number; assets: number; tickets: number; users: number; software: number }]
>([
  ["ada", { machines: 5, assets: 3, tickets: 12, users: 8, software: 2 }],
  ["abe", { machines: 5, assets: 3, tickets: 12, users: 8, software: 2 }],
  ["rita", { machines: 5, assets: 3, tickets: 12, users: 8, software: 2 }],
  ["uma", { machines: 1, assets: 1, tickets: 5, users: 1, software: 0 }],
  ["kim", { machines: 0, assets: 0, tickets: 0, users: 1, software: 0 }],
])("%s sees what the role permits", async (userName, expected) => {
  const { get } = await signIn(userName);
  const count = async (path: string) => (await get(path, { use_count_only: "1" })).body["Count"];
  expect({
    machines: await count(MACHINES),
    assets: await count("/api/asset/assets"),
    tickets: await count(TICKETS),
    users: await count("/api/users/users"),
    software: await count("/api/inventory/softwares"),
  }).toEqual(expected);
});

test("a standard user reads no foreign record by id, and no comment for owners", async () => {
  const uma = await signIn("uma");
  expect(await uma.rows(`${MACHINES}/1`)).toEqual([]);
  expect(await uma.rows(`${TICKETS}/2`)).toEqual([]);
  expect(await uma.rows(`${TICKETS}/2/changes`)).toEqual([]);
  expect((await uma.rows(`${TICKETS}/1/changes`)).map((row) => row["owners_only"])).toEqual([
    0, 0, 0,
  ]);
  expect((await uma.get("/api/users/101/permissions")).status).toBe(404);
  const ada = await signIn("ada");
  expect(await ada.rows(`${TICKETS}/1/changes`)).toHaveLength(4);
});

test("permissions differ per role", async () => {
  const told = await Promise.all(
    ["ada", "rita", "abe", "uma"].map(async (name) => {
      const { get } = await signIn(name);
      const { body } = await get("/api/users/me");
      return JSON.stringify([body["permissions"], body["canAddTickets"]]);
    }),
  );
  expect(new Set(told).size).toBe(4);
});

test("changes and work tell a ticket's life, with users where shaped", async () => {
  const { rows } = await signIn("ada");
  const changes = await rows(`${TICKETS}/1/changes`, {
    shaping: "hd_ticket_change regular,attachments regular,user limited",
  });
  expect(changes).toMatchObject([
    { id: 1, hd_ticket_id: 1, description: "Ticket Created", user: { user_name: "abe" } },
    { comment: "Looking at 1", owners_only: 0 },
    { comment: "Not for users 1", owners_only: 1 },
    { description: 'Changed ticket Status from "New" to "Opened".' },
  ]);
  expect(await rows(`${TICKETS}/2/work/`)).toMatchObject([{ id: 2, note: "Worked", user_id: 102 }]);
});
