import "server-only";
import {
  PrecedenceSetting,
  USUAL_PRECEDENCE,
  completePrecedence,
  toPrecedenceSetting,
  type Precedence,
} from "@/lib/domain/merge/precedence";
import type { Db } from "./db";
import { readSetting, writeSetting, type KeptSetting } from "./settings-repo";

const NAME = "devices.precedence";

/** Which system is believed about which attribute, as it holds now. */
export async function readPrecedence(db: Db): Promise<Precedence> {
  const kept = await readKeptPrecedence(db);
  return kept === null ? USUAL_PRECEDENCE : completePrecedence(kept.value);
}

/** What administrators set, with who and when; `null` while the usual rules hold. */
export function readKeptPrecedence(db: Db): Promise<KeptSetting<PrecedenceSetting> | null> {
  return readSetting(db, NAME, PrecedenceSetting);
}

/** Sets the rules that differ from the usual ones. The devices' rows follow when they are written next. */
export function writePrecedence(db: Db, rules: PrecedenceSetting, by: string): Promise<void> {
  return writeSetting(db, NAME, toPrecedenceSetting(rules), by);
}
