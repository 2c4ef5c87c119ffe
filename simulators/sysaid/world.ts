import type { Clock } from "../appliance/clock";
import type { Company, SysaidListValue } from "../fleet/model";
import type { Directory } from "./directory";
import type { SysaidSimulatorSettings } from "./settings";

/** What columns need beside their own record to tell values and captions. */
export interface World {
  company: Company;
  directory: Directory;
  clock: Clock;
  settings: () => SysaidSimulatorSettings;
  /** Caption of a list's value, `""` when the list has none such. */
  captionOf(listId: string, id: string | number): string;
  /** Id of a list's value by its caption, 0 when there is none. */
  idOf(listId: string, caption: string): number;
  /** 0 open, 1 closed, 2 ignored; unknown statuses count as open. */
  statusClass(status: number): 0 | 1 | 2;
  userCaption(id: number): string;
  assetName(id: string): string;
  ciName(id: number): string;
  /** Address of a user's photo, `null` without one. */
  photoOf(userId: number): string | null;
  /** Values of a list of any entity, or `undefined`. */
  listValues(listId: string): readonly SysaidListValue[] | undefined;
}

/** Looks everything up once, for the life of the program; of what writes add it knows nothing. */
export function createWorld(
  company: Company,
  directory: Directory,
  clock: Clock,
  settings: () => SysaidSimulatorSettings,
): World {
  const lists = collectLists(company);
  const captions = new Map<string, Map<string, string>>();
  const ids = new Map<string, Map<string, number>>();
  const classes = new Map<number, 0 | 1 | 2>();
  for (const [listId, values] of lists) {
    captions.set(listId, new Map(values.map(({ id, caption }) => [id, caption])));
    ids.set(listId, new Map(values.map(({ id, caption }) => [caption, Number(id)])));
  }
  for (const { id, valueClass } of lists.get("status") ?? []) {
    classes.set(Number(id), valueClass ?? 0);
  }
  const assetNames = new Map(company.sysaid.assets.map(({ id, name }) => [id, name]));
  const ciNames = new Map(company.sysaid.cis.map(({ id, name }) => [id, name]));
  return {
    company,
    directory,
    clock,
    settings,
    captionOf: (listId, id) => captions.get(listId)?.get(String(id)) ?? "",
    idOf: (listId, caption) => ids.get(listId)?.get(caption) ?? 0,
    statusClass: (status) => classes.get(status) ?? 0,
    userCaption: (id) => directory.byId(id)?.user.displayName ?? "",
    assetName: (id) => assetNames.get(id) ?? "",
    ciName: (id) => ciNames.get(id) ?? "",
    photoOf: () => null,
    listValues: (listId) => lists.get(listId),
  };
}

/** The company's own lists, and those that follow from its sites, departments, groups and CI types. */
function collectLists(company: Company): Map<string, readonly SysaidListValue[]> {
  const named = (rows: readonly { id: number; name: string }[]) =>
    rows.map(({ id, name }) => ({ id: String(id), caption: name }));
  const { sysaid } = company;
  const ciStatuses = [...new Set(sysaid.cis.map(({ status }) => status))];
  const computerTypes = [...new Set(sysaid.assets.map(({ computerType }) => computerType))];
  const lists = new Map<string, readonly SysaidListValue[]>([
    ["location", named(company.sites)],
    ["department", named(company.departments)],
    ["company", []],
    ["assigned_group", named(sysaid.groups)],
    ["ci_type", named(sysaid.ciTypes)],
    ["ci_status", ciStatuses.map((caption, index) => ({ id: String(index + 1), caption }))],
    ["computer_type", computerTypes.map((caption) => ({ id: caption, caption }))],
    ["survey_status", [{ id: "0", caption: "The survey has not been sent." }]],
    ["agreement", [{ id: "1", caption: "DEFAULT SLA" }]],
    ["change_category", []],
  ]);
  for (const [id, { values }] of Object.entries(sysaid.lists)) lists.set(id, values);
  return lists;
}
