import { z } from "zod";
import type { ApplianceContext } from "../../appliance/environment";
import type { Desk } from "../gate";
import { runQuery } from "../query";
import { KaceWriteRefusal } from "../refusal";
import { readJson } from "../request-body";

const directive = z.string().optional();
const bodySchema = z.looseObject({
  Stats: z
    .array(z.looseObject({ filtering: directive, paging: directive, shaping: directive }))
    .min(1),
});

/** Several queries over tickets in one call; each answer repeats what was asked. It changes nothing. */
export async function answerStatistics(c: ApplianceContext, desk: Desk): Promise<Response> {
  const body = bodySchema.safeParse(await readJson(c));
  if (!body.success) throw new KaceWriteRefusal(400, "Invalid statistics request.");
  const { entities, store, visibility } = desk;
  const Stats = body.data.Stats.map(({ filtering, paging, shaping }) => {
    const { rows } = runQuery(
      { filtering, paging, shaping },
      { entity: entities.ticket, rows: store.tickets, isVisible: visibility.tickets },
    );
    return {
      filtering: filtering ?? "",
      paging: paging ?? "",
      shaping: shaping ?? "",
      result: rows,
    };
  });
  return c.json({ Stats });
}
