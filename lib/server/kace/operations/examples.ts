import "server-only";
import { type Example, type Row, type RowFinder, firstOf } from "@/lib/server/upstream/example";
import type { OperationId } from "./index";

// How each operation is called in earnest, made from what the appliance itself lists. What is changed or deleted is
// made for the purpose first, so that no call harms what was there; the exceptions act on what a filter finds.

/** What an example may ask first. */
export interface Finder extends RowFinder<OperationId> {
  /** Sends a write and answers the first of the ids that it tells. */
  write(id: OperationId, example: Example): Promise<number>;
  /** The name and password of the account that asks, and the code of one that needs a second factor. */
  account: { userName: string; password: string; code: string };
}

type MakeExample = (find: Finder) => Example | Promise<Example>;

const PAGE = { paging: "limit 5" };
const NAME = "Example";

const numberIn = (row: Row, ...keys: readonly string[]): number => {
  const value = keys.map((key) => row[key]).find((member) => member !== undefined);
  return Number(value);
};
const idIn = (row: Row): number => numberIn(row, "id", "Id", "ID");
const idOf = async (find: Finder, id: OperationId, example?: Example): Promise<number> =>
  idIn(await firstOf(find, id, example));

const one =
  (list: OperationId, name = "id"): MakeExample =>
  async (find) => ({ path: { [name]: await idOf(find, list, { query: PAGE }) } });
const list: MakeExample = () => ({ query: { ...PAGE, sorting: "id asc" } });
const nothing: MakeExample = () => ({});
const inventory = (collection: string, facts: object): MakeExample => {
  return () => ({ json: { [collection]: [{ Name: NAME, ...facts }] } });
};

const asset = (typeId: number) => ({ asset_type_id: typeId, name: NAME });
const DEVICE = 5;
const newAsset = (find: Finder): Promise<number> =>
  find.write("assets.create", { json: { Assets: [asset(DEVICE)] } });
const onNewAsset: MakeExample = async (find) => ({ path: { id: await newAsset(find) } });
const updateAsset: MakeExample = async (find) => ({
  path: { id: await newAsset(find) },
  json: { Assets: [{ name: `${NAME} 2` }] },
});
async function newArchiving(find: Finder): Promise<number> {
  const id = await newAsset(find);
  return find.write("assets.archive", { path: { id }, json: { archive_reason: NAME } });
}
/** The key of a device's first field that holds files. */
async function attachmentField(find: Finder): Promise<string> {
  const types = await find.rows("asset_types.list");
  const device = types.find((type) => numberIn(type, "AssetTypeID") === DEVICE);
  const fields: unknown = device?.["properties"];
  const found: unknown = Array.isArray(fields)
    ? fields.find((field: Row) => /attachment/i.test(String(field["Type"])))
    : undefined;
  if (typeof found !== "object" || found === null) throw new Error("no field holds files");
  return String(new Map(Object.entries(found)).get("ColumnName")).toLowerCase();
}
async function assetWithFile(find: Finder): Promise<{ assetID: number; fieldName: string }> {
  const fieldName = await attachmentField(find);
  const row = { ...asset(DEVICE), [fieldName]: { attachmentSet: "File" } };
  const form = [
    { name: "Assets", text: JSON.stringify([row]) },
    { name: "File", text: "receipt", fileName: "receipt.txt" },
  ];
  return { assetID: await find.write("assets.create", { form }), fieldName };
}

const barcode = (assetId: number) => ({
  asset_id: assetId,
  barcode_data: "4006381333931",
  barcode_format: "EAN13",
  barcode_name: NAME,
  scanned_geolocation: "UNKNOWN",
  scanned_method: "MANUAL",
});
async function newBarcode(find: Finder): Promise<number> {
  const json = { "Barcode Data": [barcode(await newAsset(find))] };
  return find.write("barcodes.create", { json });
}

const MACHINE = { Name: NAME, Ip: "192.0.2.17", Os_name: "Microsoft Windows 11 Pro x64" };
const newMachine = (find: Finder): Promise<number> =>
  find.write("machines.create", { json: { Machines: [MACHINE] } });
/** A machine that an agent runs on. */
async function managedMachine(find: Finder): Promise<number> {
  const query = { paging: "limit 50", shaping: "machine all", sorting: "id asc" };
  const machines = await find.rows("machines.list", { query });
  const found = machines.find((row) => Boolean(row["Client_version"]) && Boolean(row["Os_name"]));
  if (!found) throw new Error("no machine has an agent");
  return idIn(found);
}
/** A machine of which an operation answers rows, and the first of them. */
async function machineWith(
  find: Finder,
  id: OperationId,
): Promise<{ machineID: number; row: Row }> {
  const machines = await find.rows("machines.list", { query: { paging: "limit 50" } });
  for (const machineID of machines.map(idIn)) {
    const [row] = await find.rows(id, { path: { machineID } });
    if (row) return { machineID, row };
  }
  throw new Error(`${id} answers nothing for any machine`);
}
const customInventory = (find: Finder) => machineWith(find, "machines.custom_inventory_fields");
const uploadedFile = (find: Finder) => machineWith(find, "machines.uploaded_files");

/** A managed install and a machine that it suits. */
const target: MakeExample = async (find) => {
  for (const id of (await find.rows("managed_installs.list", { query: PAGE })).map(idIn)) {
    const [machine] = await find.rows("managed_installs.compatible_machines", { path: { id } });
    if (machine) return { path: { id }, json: { Machines: [idIn(machine)] } };
  }
  throw new Error("no managed install suits a machine");
};

const SCRIPT = { name: NAME, type: "shellScript", scriptText: "echo example", enabled: false };
const TASK = { attempts: 1, onFailure: "break", verify: [], onVerifySuccess: [] };
const newScript = async (find: Finder): Promise<number> =>
  idOf(find, "scripts.create", { json: SCRIPT });
const onNewScript =
  (rest: Example = {}): MakeExample =>
  async (find) => ({ path: { scriptId: await newScript(find) }, ...rest });
const onTask =
  (rest: Example = {}): MakeExample =>
  async (find) => {
    const scriptId = await newScript(find);
    const tasks = await find.rows("script_tasks.create", { path: { scriptId }, json: TASK });
    const orderId = numberIn(tasks.at(-1) ?? {}, "ordinalId");
    return { path: { scriptId, orderId }, ...rest };
  };
const FILE = { form: [{ name: "file", text: "echo example", fileName: "example.sh" }] };
const dependencyName = "example.sh";
const onDependency =
  (rest: Example = {}): MakeExample =>
  async (find) => {
    const path = { scriptId: await newScript(find), dependencyName };
    await find.rows("script_dependencies.create", { path, ...FILE });
    return { path, ...rest };
  };
const run: MakeExample = async (find) => ({
  path: { scriptId: await newScript(find) },
  query: { machineIDs: String(await managedMachine(find)) },
});

const ticketIn = async (find: Finder) => ({
  title: NAME,
  hd_queue_id: await idOf(find, "queues.list", { query: PAGE }),
});
async function newTicket(find: Finder): Promise<number> {
  return find.write("tickets.create", { json: { Tickets: [await ticketIn(find)] } });
}
const onNewTicket =
  (name: string, rest: Example = {}): MakeExample =>
  async (find) => ({ path: { [name]: await newTicket(find) }, ...rest });
const updateTicket = onNewTicket("id", {
  json: { Tickets: [{ change: { comment: NAME, owners_only: 0 } }] },
});
/** A ticket that waits for approval; where none does, one that was decided waits anew. */
async function pendingTicket(find: Finder): Promise<number> {
  const having = (filtering: string) => ({ query: { filtering, paging: "limit 1" } });
  const [pending] = await find.rows("tickets.list", having("approval eq pending"));
  if (pending) return idIn(pending);
  const id = await idOf(find, "tickets.list", having("approval in approved;rejected"));
  await find.rows("tickets.clear_approval", { path: { id } });
  return id;
}
const approval: MakeExample = async (find) => ({
  path: { id: await pendingTicket(find) },
  json: { approvalNote: NAME },
});
/** A ticket with one commented change, which holds a file. */
async function changeWithFile(find: Finder) {
  const ticketID = await newTicket(find);
  const ticket = { change: { comment: NAME, attachmentSet: "NOTE[]" } };
  const form = [
    { name: "Tickets", text: JSON.stringify([ticket]) },
    { name: "NOTE[]", text: "note", fileName: "note.txt" },
  ];
  await find.write("tickets.update", { path: { id: ticketID }, form });
  const query = { shaping: "hd_ticket_change all,attachments all" };
  const changes = await find.rows("tickets.changes", { path: { ticketID }, query });
  for (const change of changes) {
    const [file]: readonly Row[] = Array.isArray(change["attachments"])
      ? change["attachments"]
      : [];
    if (file) return { ticketID, changeID: idIn(change), attachmentID: idIn(file) };
  }
  throw new Error("the file is in no change");
}
const WORK = { Work: [{ note: NAME, start: "2026-10-20 09:00:00", stop: "2026-10-20 09:30:00" }] };
const workEntry: MakeExample = async (find) => {
  const ticketID = await newTicket(find);
  const workID = await find.write("tickets.add_work", { path: { ticketID }, json: WORK });
  return { path: { ticketID, workID } };
};
/** A queue with templates, and one of them. */
async function pattern(find: Finder): Promise<{ queueID: number; patternID: number }> {
  for (const queueID of (await find.rows("queues.list")).map(idIn)) {
    const query = { filterOptions: "forCreate" };
    const [row] = await find.rows("queues.patterns", { path: { queueID }, query });
    if (row) return { queueID, patternID: idIn(row) };
  }
  throw new Error("no queue has templates");
}
/** A run tells whoever started it. */
const notified = async (find: Finder): Promise<void> => {
  await find.rows("scripts.run", await run(find));
};
const notification: MakeExample = async (find) => {
  await notified(find);
  const row = await firstOf(find, "notifications.list");
  return { json: { NotificationIDs: [numberIn(row, "notification_id")] } };
};

const organization = (find: Finder): Promise<number> => idOf(find, "organizations.list");

/** One call of each operation. */
export const EXAMPLES: Record<OperationId, MakeExample> = {
  "kkmp.login": async (find) => {
    const { token } = await firstOf(find, "kkmp.login_user");
    return { query: { isSystem: "false", orgId: "1", token: String(token) } };
  },
  "kkmp.login_user": nothing,
  "organizations.list": nothing,
  "organizations.switch": async (find) => ({
    query: { organizationId: String(await organization(find)) },
  }),
  "organizations.switch_to": async (find) => ({ path: { id: await organization(find) } }),
  "security.auth_result": nothing,
  "security.auth_types": nothing,
  "security.login": ({ account: { userName, password } }) => ({ json: { userName, password } }),
  "security.logout": nothing,
  "security.refresh_context": nothing,
  "security.saml_login": nothing,
  "security.verify_2factor": ({ account }) => ({ json: { currentCode: account.code } }),

  "archived_devices.read": async (find) => {
    const query = { filtering: "asset.archive eq completed", paging: "limit 1" };
    return { path: { id: await idOf(find, "assets.list", { query }) } };
  },
  "asset_status.list": list,
  "asset_status.read": one("asset_status.list"),
  "asset_types.list": nothing,
  "assets.list": list,
  "assets.read": one("assets.list"),
  "assets.create": () => ({ json: { Assets: [asset(DEVICE)] } }),
  "assets.update": updateAsset,
  "assets.update_by_post": updateAsset,
  "assets.delete": onNewAsset,
  "assets.attachment": async (find) => ({ path: await assetWithFile(find) }),
  "assets.archive": async (find) => ({
    path: { id: await newAsset(find) },
    json: { archive_reason: NAME },
  }),
  "assets.cancel_archive": async (find) => ({ path: { id: await newArchiving(find) } }),
  "assets.barcodes": async (find) => {
    const row = await idOf(find, "assets.list", { query: PAGE });
    await find.write("barcodes.create", { json: { "Barcode Data": [barcode(row)] } });
    return { path: { id: row } };
  },
  "barcodes.list": list,
  "barcodes.read": async (find) => ({ path: { id: await newBarcode(find) } }),
  "barcodes.create": async (find) => ({
    json: { "Barcode Data": [barcode(await newAsset(find))] },
  }),
  "barcodes.update": async (find) => ({
    path: { id: await newBarcode(find) },
    json: { Barcodes: [{ barcode_name: `${NAME} 2` }] },
  }),
  "barcodes.delete": async (find) => ({ path: { id: await newBarcode(find) } }),
  "licenses.list": list,

  "machines.list": list,
  "machines.read": async (find) => ({
    path: { id: await idOf(find, "machines.list", { query: PAGE }) },
    query: { shaping: "machine all,software standard,machine_nics all,machine_disks all" },
  }),
  "machines.create": () => ({ json: { Machines: [MACHINE] } }),
  "machines.update": async (find) => ({
    path: { id: await newMachine(find) },
    json: { Machines: [{ ...MACHINE, Ip: "192.0.2.18" }] },
  }),
  "machines.force_inventory": async (find) => ({ path: { id: await managedMachine(find) } }),
  "machines.custom_inventory": async (find) => {
    const { machineID } = await customInventory(find);
    return { path: { id: machineID } };
  },
  "machines.custom_inventory_fields": async (find) => {
    const { machineID } = await customInventory(find);
    return { path: { machineID } };
  },
  "machines.uploaded_files": async (find) => {
    const { machineID } = await uploadedFile(find);
    return { path: { machineID } };
  },
  "machines.uploaded_file": async (find) => {
    const { machineID, row } = await uploadedFile(find);
    return { path: { machineID, fileID: idIn(row) } };
  },
  "nodes.list": list,
  "nodes.read": one("nodes.list"),
  "nodes.create": inventory("Nodes", { Ip: "192.0.2.19", Host_name: "example" }),
  "operating_systems.list": list,
  "operating_systems.read": one("operating_systems.list"),
  "operating_systems.create": inventory("Operating_systems", { Family: "Windows" }),
  "processes.list": list,
  "processes.read": one("processes.list"),
  "processes.create": inventory("Processes", { File_name: "example.exe" }),
  "services.list": list,
  "services.read": one("services.list"),
  "services.create": inventory("Services", { Display_name: NAME }),
  "softwares.list": list,
  "softwares.read": one("softwares.list"),
  "softwares.create": inventory("Software", { Display_name: NAME, Display_version: "1.0" }),
  "startup_programs.list": list,
  "startup_programs.read": one("startup_programs.list"),
  "startup_programs.create": inventory("Startup_programs", { File_name: "example.exe" }),

  "managed_installs.list": list,
  "managed_installs.read": one("managed_installs.list"),
  "managed_installs.machines": one("managed_installs.list"),
  "managed_installs.compatible_machines": one("managed_installs.list"),
  "managed_installs.file": one("managed_installs.list"),
  "managed_installs.add_machines": target,
  "managed_installs.remove_machines": target,
  "mi.compatible_machines": list,
  "mi.files": () => ({ query: { paging: "limit 5" } }),

  "scripts.list": () => ({ query: { count: "5", start: "0" } }),
  "scripts.read": async (find) => ({
    path: { scriptId: await idOf(find, "scripts.list", { query: { count: "5" } }) },
  }),
  "scripts.create": () => ({ json: SCRIPT }),
  "scripts.update": onNewScript({ json: { ...SCRIPT, notes: NAME } }),
  "scripts.delete": onNewScript(),
  "scripts.run": run,
  "scripts.run_status": async (find) => {
    const [started] = await find.rows("scripts.run", await run(find));
    return { path: { runId: numberIn(started ?? {}, "value") } };
  },
  "script_dependencies.list": onDependency(),
  "script_dependencies.create": async (find) => ({
    path: { scriptId: await newScript(find), dependencyName },
    ...FILE,
  }),
  "script_dependencies.read": onDependency(),
  "script_dependencies.update": onDependency(FILE),
  "script_dependencies.delete": onDependency(),
  "script_dependencies.download": onDependency(),
  "script_tasks.list": onTask(),
  "script_tasks.create": onNewScript({ json: TASK }),
  "script_tasks.read": onTask(),
  "script_tasks.update": onTask({ json: { ...TASK, attempts: 2 } }),
  "script_tasks.delete": onTask(),

  "users.me": nothing,
  "users.list": list,
  "users.read": one("users.list"),
  "users.permissions": one("users.list"),

  "queues.list": () => ({ query: { shaping: "hd_queue limited,statuses all,priorities all" } }),
  "queues.read": one("queues.list"),
  "queues.pattern": async (find) => {
    const { queueID, patternID } = await pattern(find);
    return { path: { queueID, id: patternID } };
  },
  "queues.patterns": async (find) => {
    const { queueID } = await pattern(find);
    return { path: { queueID } };
  },
  "queues.owners": one("queues.list"),
  "queues.submitters": one("queues.list"),
  "queues.ticket_template": one("queues.list"),
  "queues.fields": one("queues.list", "queueID"),
  "service_desk.settings": nothing,
  "tickets.list": () => ({
    query: { ...PAGE, shaping: "hd_ticket all,owner limited,submitter limited,status limited" },
  }),
  "tickets.read": async (find) => ({
    path: { id: await idOf(find, "tickets.list", { query: PAGE }) },
    query: { shaping: "hd_ticket all,status limited,priority limited,machine limited" },
  }),
  "tickets.create": async (find) => ({ json: { Tickets: [await ticketIn(find)] } }),
  "tickets.update": updateTicket,
  "tickets.update_by_post": updateTicket,
  "tickets.delete": onNewTicket("id"),
  "tickets.stats": () => ({
    json: { Stats: [{ filtering: "id gt 0", paging: "limit 2", shaping: "hd_ticket limited" }] },
  }),
  "tickets.approve": approval,
  "tickets.reject": approval,
  "tickets.clear_approval": async (find) => {
    const id = await pendingTicket(find);
    await find.write("tickets.approve", { path: { id }, json: { approvalNote: NAME } });
    return { path: { id } };
  },
  "tickets.clone": one("tickets.list"),
  "tickets.move": async (find) => {
    const id = await newTicket(find);
    const queues = await find.rows("queues.list");
    return { path: { id, queueID: idIn(queues.at(-1) ?? {}) } };
  },
  "tickets.switch_pattern": async (find) => {
    const { queueID, patternID } = await pattern(find);
    const json = { Tickets: [{ title: NAME, hd_queue_id: queueID }] };
    return { path: { id: await find.write("tickets.create", { json }), patternID } };
  },
  "tickets.change_visibility": async (find) => {
    const { ticketID, changeID } = await changeWithFile(find);
    return { path: { ticketID, changeID }, json: { Changes: [{ owners_only: 1 }] } };
  },
  "tickets.changes": async (find) => {
    const { ticketID } = await changeWithFile(find);
    const query = { shaping: "hd_ticket_change all,attachments all,user limited" };
    return { path: { ticketID }, query };
  },
  "tickets.attachment": async (find) => ({ path: await changeWithFile(find) }),
  "tickets.work": async (find) => {
    const { path } = await workEntry(find);
    return { path: { ticketID: path?.["ticketID"] ?? 0 } };
  },
  "tickets.add_work": onNewTicket("ticketID", { json: WORK }),
  "tickets.work_entry": workEntry,
  "tickets.delete_work": workEntry,

  "notifications.list": async (find) => {
    await notified(find);
    return {};
  },
  "notifications.mark_read": notification,
  "notifications.delete": notification,
};
