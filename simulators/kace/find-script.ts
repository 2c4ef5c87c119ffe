import type { ApplianceContext } from "../appliance/environment";
import type { Desk } from "./gate";
import { KaceWriteRefusal } from "./refusal";
import { idOf } from "./render";
import type { ScriptRow } from "./workbench/scripts";

/** The script of the path. Standard users have none. Throws {@link KaceWriteRefusal}. */
export function mustFindScript(c: ApplianceContext, desk: Desk): ScriptRow {
  const script = desk.store.workbench.scripts.find(idOf(c));
  if (script === undefined || desk.session.user.account.roleId === 3)
    throw new KaceWriteRefusal(404, "Unknown script.");
  return script;
}
