import "server-only";
import type { PrecedenceResult, PrecedenceWrite } from "@/lib/contracts/rules";
import { ATTRIBUTES, ATTRIBUTE_NAMES } from "@/lib/domain/merge/attributes";
import {
  USUAL_PRECEDENCE,
  completePrecedence,
  isSameRule,
  type PrecedenceSetting,
} from "@/lib/domain/merge/precedence";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { Conflict } from "@/lib/server/failures";
import { writeAudit } from "@/lib/server/store/audit-repo";
import { readKeptPrecedence, writePrecedence } from "@/lib/server/store/precedence-repo";
import { countDisagreements, seesConflicts } from "@/lib/server/store/read/conflicts";
import { readViewWriting, startViewWriting } from "./view-writing";

type Asker = Pick<Actor, "runtime" | "viewer">;

/** Which system is believed about which attribute, with the usual rule beside and how many devices it decides. */
export async function readPrecedenceRules({ runtime, viewer }: Asker): Promise<PrecedenceResult> {
  const { store } = runtime;
  const [kept, counts, writing] = await Promise.all([
    readKeptPrecedence(store.db),
    seesConflicts(visibilityOf(viewer)) ? countDisagreements(store.db) : null,
    readViewWriting(store),
  ]);
  const rules = completePrecedence(kept?.value ?? {});
  return {
    attributes: ATTRIBUTE_NAMES.map((name) => ({
      name,
      label: ATTRIBUTES[name].label,
      group: ATTRIBUTES[name].group,
      rule: rules[name],
      usual: USUAL_PRECEDENCE[name],
      disagreements: counts === null ? null : (counts.get(name) ?? 0),
    })),
    updatedAt: kept?.updatedAt ?? null,
    updatedBy: kept?.updatedBy ?? null,
    writing,
  };
}

/**
 * Sets the rules, leaves a line in the audit, and has every device's row written by them behind this request. Throws
 * {@link Conflict} when somebody else set them since they were read.
 */
export async function writePrecedenceRules(
  actor: Actor,
  { rules, base }: PrecedenceWrite,
): Promise<PrecedenceResult> {
  const { runtime, viewer, requestId } = actor;
  const { db } = runtime.store;
  const wanted = withoutGaps(rules);
  const changed = await db.transaction(async (tx) => {
    const kept = await readKeptPrecedence(tx);
    if ((kept?.updatedAt ?? null) !== base) {
      throw new Conflict(
        `${kept?.updatedBy ?? "Somebody"} changed the rules meanwhile. Nothing was saved; look at them as they are now.`,
      );
    }
    const [before, after] = [completePrecedence(kept?.value ?? {}), completePrecedence(wanted)];
    const names = ATTRIBUTE_NAMES.filter((name) => !isSameRule(before[name], after[name]));
    if (names.length === 0) return names;
    await writePrecedence(tx, wanted, viewer.name);
    await writeAudit(tx, {
      at: new Date().toISOString(),
      who: viewer.name,
      accountRef: (viewer.accounts.kace ?? viewer.accounts.sysaid)?.ref ?? null,
      operation: "rules.setPrecedence",
      target: null,
      outcome: "ok",
      requestId,
      detail: { attributes: names },
    });
    return names;
  });
  if (changed.length > 0) void startViewWriting(runtime.store);
  return readPrecedenceRules(actor);
}

function withoutGaps(rules: PrecedenceWrite["rules"]): PrecedenceSetting {
  return Object.fromEntries(
    ATTRIBUTE_NAMES.flatMap((name) => {
      const rule = rules[name];
      return rule === undefined ? [] : [[name, rule] as const];
    }),
  );
}
