import { expect, test } from "vitest";
import { INVENTORY_DELAY_MS } from "./routes/machines";
import { serveSimulator } from "./test-client";

const { control, signIn, url } = serveSimulator();
const INVENTORY = "/api/inventory";
const MACHINES = `${INVENTORY}/machines`;
const all = { shaping: "machine all" };
/** The fields of the reference's own example. */
const WORKSTATION = {
  Name: "Workstation 123",
  Ip: "192.168.101.110",
  Os_number: "10.0.14393",
  User: "uma",
  Cdrom_devices: "NECVMWar VMware SATA CD01",
  Os_name: "Microsoft Windows 10 Pro x64",
  "Ram Total": "2 GB",
  Ram_used: "1324.1",
  Pagefile_max_size: "385",
  Ram_max: "33792",
  Bios_identification_code: "",
  Monitor: "Generic Non-PnP Monitor",
  Sound_devices: "High Definition Audio Device",
  Video_controllers: "VMware SVGA 3D:1024 MB",
  Pagefile_size: "385",
};

test("an uploaded machine reads back as it was sent, as text, with a device asset of its name", async () => {
  const ada = await signIn("ada");
  await ada.rows("/api/users/users", { shaping: "user extended" });
  expect((await ada.send("POST", `${MACHINES}/`, { Machines: [WORKSTATION] })).body).toEqual({
    Result: "Success",
    IDs: [6],
  });
  expect(await ada.rows(`${MACHINES}/6`)).toEqual([
    {
      ...WORKSTATION,
      Id: "6",
      Created: "2026-03-01 07:00:00",
      Modified: "2026-03-01 07:00:00",
      Last_inventory: "2026-03-01 07:00:00",
      Last_sync: "0000-00-00 00:00:00",
      Registry_size: "",
      Registry_max_size: "",
      Manual_entry: "1",
    },
  ]);
  expect(await ada.rows("/api/asset/assets", { filtering: "mapped_id eq 6" })).toMatchObject([
    { name: "Workstation 123", asset_type_name: "Device", owner_id: 104 },
  ]);
  const uma = await signIn("uma");
  expect(await uma.rows(MACHINES, { filtering: "name st workstation" })).toHaveLength(1);
  const shaping = "user extended";
  expect(await uma.rows("/api/users/users", { shaping })).toMatchObject([{ device_count: 2 }]);
  expect(
    await ada.rows(`${INVENTORY}/operating_systems`, { filtering: "name co windows 10" }),
  ).toHaveLength(1);
});

test("a KUID is given where none came, kept where one came, and finds its machine again", async () => {
  const { rows, send } = await signIn("ada");
  const kuid = "AA11BB22-0000-4000-8000-00000000ABCD";
  const machines = [{ Name: "One", KUID: kuid }, { Name: "Two" }];
  expect((await send("POST", MACHINES, { Machines: machines })).body).toMatchObject({
    IDs: [6, 7],
  });
  const [two] = await rows(`${MACHINES}/7`, all);
  expect(two?.["Kuid"]).toMatch(/^[0-9A-F-]{36}$/);
  const again = [
    { Name: "Other", Kuid: kuid.toLowerCase() },
    { KUID: two?.["Kuid"], Notes: "seen" },
  ];
  expect((await send("POST", MACHINES, { Machines: again })).body).toMatchObject({ IDs: [6, 7] });
  expect(await rows(MACHINES, { ...all, filtering: "id gt 5" })).toMatchObject([
    { Name: "Other", Kuid: kuid },
    { Name: "Two", Notes: "seen" },
  ]);
});

test("PUT updates one machine and refuses another one's KUID", async () => {
  const { rows, send } = await signIn("ada");
  const [other] = await rows(`${MACHINES}/3`, all);
  control.clock.advance(3_600_000);
  const wish = {
    Bios_serial_number: "NEW-1",
    Custom_field_value0: "Lab",
    Id: "99",
    Virtual: "KVM",
  };
  expect((await send("PUT", `${MACHINES}/2/`, { Machines: [wish] })).body).toMatchObject({
    IDs: [2],
  });
  expect(await rows(`${MACHINES}/2`, all)).toMatchObject([
    {
      Id: "2",
      Name: "beta one",
      Bios_serial_number: "NEW-1",
      Custom_field_value0: "Lab",
      Virtual: "KVM",
      Last_inventory: "2026-03-01 08:00:00",
    },
  ]);
  expect(await rows(MACHINES, { filtering: "custom_field_value0 eq lab" })).toHaveLength(1);
  const foreign = { Machines: [{ Kuid: other?.["Kuid"], Name: "Stolen" }] };
  expect((await send("PUT", `${MACHINES}/2`, foreign)).status).toBe(400);
  expect((await send("PUT", `${MACHINES}/99`, { Machines: [wish] })).status).toBe(404);
  expect(await rows(`${MACHINES}/2`)).toMatchObject([{ Name: "beta one" }]);
});

test("software, programs and network cards of an upload hang on the machine and in the catalogues", async () => {
  const { rows, send } = await signIn("ada");
  const upload = {
    Software: [
      { DISPLAY_NAME: "Zoo Editor", DISPLAY_VERSION: "1.0" },
      { DISPLAY_NAME: "New Tool", DISPLAY_VERSION: "7", PUBLISHER: "Acme" },
    ],
    Process: [{ Name: "tool.exe" }],
    Ntservice: [{ Name: "Tool", Display_name: "Tool service" }],
    Startupprogram: [{ Name: "Tool starter" }],
    Machine_nics: [{ NIC: "Dock", MAC: "02:00:00:00:00:99", IP: "10.9.9.9" }],
  };
  await send("PUT", `${MACHINES}/4`, { Machines: [upload] });
  const names = ["Software", "Process", "Ntservice", "Startupprogram", "Machine_nics"];
  const shaping = names.map((name) => `${name.toLowerCase()} standard`).join(",");
  expect(await rows(`${MACHINES}/4`, { shaping })).toMatchObject([
    {
      Software: [
        { ID: "1", DISPLAY_NAME: "Zoo Editor" },
        { ID: "3", PUBLISHER: "Acme" },
      ],
      Process: [{ NAME: "tool.exe" }],
      Ntservice: [{ DISPLAY_NAME: "Tool service" }],
      Startupprogram: [{ NAME: "Tool starter" }],
      Machine_nics: [{ MAC: "02:00:00:00:00:99" }],
    },
  ]);
  expect(await rows(`${INVENTORY}/softwares`, { filtering: "publisher eq acme" })).toMatchObject([
    { Id: "3", Display_name: "New Tool" },
  ]);
  expect(await rows(`${INVENTORY}/softwares`, { shaping: "software extended" })).toMatchObject([
    { Display_name: "Zoo Editor", Installed_count: "5" },
    { Display_name: "abc Reader", Installed_count: "2" },
    { Display_name: "New Tool", Installed_count: "1" },
  ]);
});

test.each([
  {},
  { Machines: [] },
  { Machines: "x" },
  { Machines: [{ Name: "Good" }, { Ip: "10.0.0.1" }] },
])("%j makes no machine", async (body) => {
  const { get, send } = await signIn("ada");
  const answer = await send("POST", MACHINES, body);
  expect([answer.status, Object.keys(answer.body)]).toEqual([
    400,
    ["errorCode", "errorDescription"],
  ]);
  expect((await get(MACHINES)).body).toMatchObject({ Count: 5 });
});

test("a forced inventory is marked until the agent has answered", async () => {
  const { rows, send } = await signIn("ada");
  const read = async () => {
    const [machine] = await rows(`${MACHINES}/1`, all);
    return [machine?.["Force_inventory"], machine?.["Last_inventory"]];
  };
  expect(await read()).toEqual(["0", "2026-03-01 06:00:00"]);
  expect((await send("POST", `${MACHINES}/1/force/`, {})).body).toEqual({
    Result: "Success",
    IDs: [1],
  });
  control.clock.advance(INVENTORY_DELAY_MS - 1);
  expect(await read()).toEqual(["1", "2026-03-01 06:00:00"]);
  control.clock.advance(1);
  expect(await read()).toEqual(["0", "2026-03-01 07:01:00"]);
  await send("POST", MACHINES, { Machines: [{ Name: "By hand" }] });
  expect((await send("POST", `${MACHINES}/6/force`, {})).status).toBe(400);
  expect((await send("POST", `${MACHINES}/99/force`, {})).status).toBe(404);
});

test("custom inventory tells name, type and value to who sees the machine", async () => {
  const uma = await signIn("uma");
  const told = async (path: string) => (await uma.get(`${MACHINES}/${path}`)).body;
  for (const path of ["4/custom_inventory", "4/custom_inventory/"]) {
    const { CustomInventory: fields } = await told(path);
    expect(fields).toContainEqual({ name: "Local administrators", type: "NUMBER", value: "1" });
  }
  expect(await told("1/custom_inventory")).toEqual({ CustomInventory: [] });
  expect(await told("99/custom_inventory")).toEqual({ CustomInventory: [] });
});

test("files that an agent sent are listed with their size and come down whole", async () => {
  const { get, rows, download } = await signIn("rita");
  const files = await rows(`${MACHINES}/1/uploaded_files/`);
  expect(files.map((file) => file["name"])).toEqual(["msinfo32.txt", "kagent.log"]);
  for (const { id, name, size } of files) {
    const answer = await download(`${MACHINES}/1/uploaded_files/${Number(id)}`);
    expect(answer.headers.get("content-disposition")).toContain(`filename="${String(name)}"`);
    expect((await answer.arrayBuffer()).byteLength).toBe(size);
  }
  expect((await get(`${MACHINES}/2/uploaded_files`)).body).toEqual({ UploadedFiles: [] });
  expect((await get(`${MACHINES}/1/uploaded_files/99`)).status).toBe(404);
  const uma = await signIn("uma");
  expect(await uma.rows(`${MACHINES}/1/uploaded_files`)).toEqual([]);
  expect((await uma.download(`${MACHINES}/1/uploaded_files/11`)).status).toBe(404);
});

const LISTS: [string, string, Record<string, string>, string][] = [
  [
    "nodes",
    "Node",
    { Host_name: "Switch 9", Ip: "10.0.9.9", Mac: "02:00:00:00:09:09" },
    "Host_name",
  ],
  ["operating_systems", "Operating_systems", { Name: "Plan 9", Build: "4" }, "Name"],
  ["processes", "Process", { Name: "nine.exe", File_version: "9.1" }, "Name"],
  ["services", "Ntservice", { Name: "Nine", Display_name: "Nine of nine" }, "Name"],
  ["softwares", "Software", { Display_name: "Nine", Display_version: "9" }, "Display_name"],
  ["startup_programs", "Startupprogram", { Name: "Nine", Threat: "4" }, "Name"],
];

test.each(LISTS)("%s are added once, listed, queried and read", async (path, name, row, key) => {
  const { get, rows, send } = await signIn("ada");
  const post = () => send("POST", `${INVENTORY}/${path}/`, { [name]: [row] });
  const { status, body } = await post();
  const [id] = body["IDs"] as number[];
  expect([status, body["Result"], (await post()).body["IDs"]]).toEqual([200, "Success", [id]]);
  const list = await get(`${INVENTORY}/${path}/`, {
    filtering: `${key} eq ${row[key]}`,
    sorting: `${key} desc`,
    paging: "limit 5 offset 0",
    shaping: `${name.toLowerCase()} all`,
  });
  expect(list.body).toMatchObject({ Count: 1, [name]: [{ Id: String(id), ...row }] });
  expect(await rows(`${INVENTORY}/${path}/${id}/`)).toMatchObject([{ Id: String(id) }]);
  expect(await rows(`${INVENTORY}/${path}/9999`)).toEqual([]);
  expect((await send("POST", `${INVENTORY}/${path}`, { [name]: [{}] })).status).toBe(400);
  expect((await get(`${INVENTORY}/${path}`, { filtering: "nothing eq 1" })).status).toBe(400);
  const uma = await signIn("uma");
  const isShared = path === "operating_systems";
  expect(await uma.rows(`${INVENTORY}/${path}/${id}`)).toHaveLength(isShared ? 1 : 0);
});

test.each<[string, string]>([
  ["POST", MACHINES],
  ["PUT", `${MACHINES}/4`],
  ["POST", `${MACHINES}/4/force`],
  ...LISTS.map(([path]): [string, string] => ["POST", `${INVENTORY}/${path}`]),
])("%s %s is for administrators alone", async (method, path) => {
  const body = {
    Machines: [{ Name: "Mine now" }],
    ...Object.fromEntries(LISTS.map(([, name, row]) => [name, [row]])),
  };
  const headers = { "x-kace-api-version": "13" };
  expect((await fetch(url(path), { method, body: JSON.stringify(body), headers })).status).toBe(
    401,
  );
  for (const userName of ["rita", "abe", "uma"]) {
    const { send } = await signIn(userName);
    const answer = await send(method, path, body);
    expect([userName, answer.status, answer.body["errorCode"]]).toEqual([userName, 403, -1]);
  }
  const { rows } = await signIn("ada");
  expect(await rows(MACHINES, { filtering: "name eq mine now" })).toEqual([]);
});
