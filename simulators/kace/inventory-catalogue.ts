import type { KaceMachine, KaceProgram, KaceSoftware } from "../fleet/model";
import { textOf, type Upload } from "./inventory-upload";
import type { NodeRow } from "./nodes";
import type { OperatingSystemRow, Store } from "./store";
import type { Table } from "./table";
import { KaceWriteRefusal } from "./refusal";

// Records that inventories bring along: titles, programs, operating systems, agentless nodes. One that is
// known already, by what makes it the same, is not made twice.
// Whoever keeps an upload has seen to it that it has a name.

/** The id of the title, which is made where it is new. */
export function keepSoftware(store: Store, upload: Upload): number {
  const name = nameOf(upload, "display_name");
  const version = textOf(upload, "display_version", "version") ?? "";
  const publisher = textOf(upload, "publisher") ?? "";
  const isSame = (row: KaceSoftware) => row.name === name && row.version === version;
  return keep(store.software, isSame, (id) => ({
    id,
    name,
    version,
    publisher,
    installedCount: 0,
  }));
}

/** Counts a machine's titles as installed once more (`by` 1) or once less (-1). */
export function countInstalls(store: Store, machine: KaceMachine, by: 1 | -1): void {
  for (const id of machine.softwareIds) {
    const title = store.software.find(id);
    if (title !== undefined)
      store.software.put({ ...title, installedCount: Math.max(0, title.installedCount + by) });
  }
}

/** The id of the process, service or start-up program, which is made where it is new. */
export function keepProgram(programs: Table<KaceProgram>, upload: Upload): number {
  const name = nameOf(upload);
  const version = textOf(upload, "file_version", "product_version") ?? "";
  const isSame = (row: KaceProgram) => row.name === name && row.version === version;
  return keep(programs, isSame, (id) => ({
    id,
    name,
    version,
    displayName: textOf(upload, "display_name") ?? name,
    fileName: textOf(upload, "file_name") ?? "",
    company: textOf(upload, "company_name") ?? "",
    description: textOf(upload, "description", "file_description") ?? "",
    startupType: textOf(upload, "startup_type") ?? "",
    status: textOf(upload, "status") ?? "",
    threat: Number(textOf(upload, "threat") ?? 1) || 1,
  }));
}

/** The id of the operating system, which is made where it is new. */
export function keepOperatingSystem(store: Store, upload: Upload): number {
  const name = nameOf(upload);
  const build = textOf(upload, "build") ?? "";
  const version = textOf(upload, "major_version") ?? "";
  const isSame = (row: OperatingSystemRow) => row.name === name && row.build === build;
  return keep(store.operatingSystems, isSame, (id) => ({ id, name, version, build }));
}

/** The id of the node, which is made where no node has its name and address. */
export function keepNode(store: Store, upload: Upload): number {
  const hostName = nameOf(upload, "host_name");
  const ip = textOf(upload, "ip") ?? "";
  const isSame = (row: NodeRow) => row.hostName === hostName && row.ip === ip;
  return keep(store.nodes, isSame, (id) => ({
    id,
    hostName,
    ip,
    mac: textOf(upload, "mac") ?? "",
    osType: textOf(upload, "os_type") ?? "",
    machineId: 0,
  }));
}

/** The names that name a record of any kind. */
const NAMES = ["name", "display_name", "common_name", "host_name"];

/** Without a name an upload is no record. */
export function hasName(upload: Upload): boolean {
  return NAMES.some((name) => (textOf(upload, name) ?? "").trim() !== "");
}

/** Refuses uploads as a whole where one has no name, so that a refused write leaves nothing behind. */
export function refuseNameless(uploads: readonly Upload[]): void {
  if (!uploads.every(hasName)) throw new KaceWriteRefusal(400, "Invalid data: a name is required.");
}

/** The upload's name, first under the names that its kind prefers. */
function nameOf(upload: Upload, ...preferred: string[]): string {
  return textOf(upload, ...preferred, ...NAMES)?.trim() ?? "";
}

function keep<Row extends { id: number }>(
  table: Table<Row>,
  isSame: (row: Row) => boolean,
  make: (id: number) => Row,
): number {
  const known = table.all().find(isSame);
  if (known !== undefined) return known.id;
  const made = make(table.nextId());
  table.put(made);
  return made.id;
}
