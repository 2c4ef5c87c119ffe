import type { ApplianceContext } from "../../appliance/environment";
import type { Desk } from "../gate";
import { KaceWriteRefusal } from "../refusal";
import { describeScript, runsOn, type ScriptRow } from "../workbench/scripts";

/** Scripts as a bare list, under the parameters that this list alone has. Standard users have none. */
export function listScripts(c: ApplianceContext, desk: Desk): Response {
  if (desk.session.user.account.roleId === 3) return c.json([]);
  const fits = compatibilityOf(c, desk);
  const word = (c.req.query("searchText") ?? "").toLowerCase();
  const type = typeOf(c.req.query("type"));
  const found = desk.store.workbench.scripts
    .all()
    .filter((script) => type === "all" || script.isDelivered === (type === "public"))
    .filter(({ body }) => [body.description, body.notes].some((text) => holds(text, word)))
    .filter(fits);
  const sorted = sortScripts(found, c.req.query("sorting") ?? "");
  const start = wholeNumber(c.req.query("start"), "start") ?? 0;
  const count = wholeNumber(c.req.query("count"), "count") ?? sorted.length;
  return c.json(sorted.slice(start, start + count).map(describeScript));
}

function holds(text: string, word: string): boolean {
  return text.toLowerCase().includes(word);
}

function typeOf(wanted = "all"): "public" | "private" | "all" {
  if (wanted === "" || wanted === "all") return "all";
  if (wanted === "public" || wanted === "private") return wanted;
  throw new KaceWriteRefusal(400, `Unknown script type ${wanted}.`);
}

function compatibilityOf(c: ApplianceContext, { store }: Desk): (script: ScriptRow) => boolean {
  const wanted = c.req.query("compatibleForMachineId") ?? "";
  if (wanted === "") return () => true;
  const machine = /^\d{1,15}$/.test(wanted) ? store.machines.find(Number(wanted)) : undefined;
  if (machine === undefined) throw new KaceWriteRefusal(400, `Device ${wanted} does not exist.`);
  return (script) => runsOn(script, machine.osName);
}

function wholeNumber(text: string | undefined, name: string): number | null {
  if (text === undefined || text === "") return null;
  if (!/^\d{1,15}$/.test(text)) throw new KaceWriteRefusal(400, `${name} must be a whole number.`);
  return Number(text);
}

const SORT_KEYS = {
  id: (script: ScriptRow) => script.id,
  name: (script: ScriptRow) => script.body.name.toLowerCase(),
  description: (script: ScriptRow) => script.body.description.toLowerCase(),
  status: (script: ScriptRow) => script.body.status.toLowerCase(),
  type: (script: ScriptRow) => script.body.type.toLowerCase(),
  enabled: (script: ScriptRow) => Number(script.body.enabled),
};

function isSortKey(name: string): name is keyof typeof SORT_KEYS {
  return name in SORT_KEYS;
}

/** `name desc,id`: the first key that tells two scripts apart decides. */
function sortScripts(scripts: readonly ScriptRow[], sorting: string): ScriptRow[] {
  const terms = sorting.split(",").filter((term) => term.trim() !== "");
  const keys = terms.map((term) => {
    const [name = "", direction = "asc"] = term.trim().toLowerCase().split(/\s+/);
    if (!isSortKey(name)) throw new KaceWriteRefusal(400, `Scripts cannot be sorted by ${name}.`);
    return { read: SORT_KEYS[name], sign: direction === "desc" ? -1 : 1 };
  });
  return [...scripts].sort((a, b) => {
    for (const { read, sign } of keys) {
      const [one, other] = [read(a), read(b)];
      if (one !== other) return one < other ? -sign : sign;
    }
    return 0;
  });
}
