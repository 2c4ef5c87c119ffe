import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { KacePattern, KaceQueue } from "../../fleet/model";
import { patternEntity } from "../entities/pattern";
import { formFieldsOf } from "../entities/queue";
import type { Appliance, Desk, Gate } from "../gate";
import { KaceWriteRefusal } from "../refusal";
import { answerError, answerList, answerOne, idOf, rowsOf } from "../render";
import { applyPattern, mayUsePattern, templateOf } from "../ticket-template";
import { blankTicket } from "../tickets";

type QueueHandler = (c: ApplianceContext, desk: Desk, queue: KaceQueue) => Response;

/** `/api/service_desk/queues`: queues with their fields, people and ticket templates. */
export function queueRoutes(appliance: Appliance, gate: Gate) {
  const withQueue = (handler: QueueHandler) =>
    gate.read((c, desk) => {
      const queue = desk.store.queues.find(idOf(c));
      return queue === undefined ? answerError(c, 404, "Unknown queue.") : handler(c, desk, queue);
    });
  return new Hono<ApplianceEnv>()
    .get(
      "/",
      gate.read((c, { entities, store }) =>
        answerList(c, "Queues", { entity: entities.queue, rows: store.queues }),
      ),
    )
    .get(
      "/:id",
      gate.read((c, { entities, store }) =>
        answerOne(c, "Queues", { entity: entities.queue, rows: store.queues, id: idOf(c) }),
      ),
    )
    .get(
      "/:id/fields",
      withQueue((c, desk, queue) => {
        const hidden = wantedPattern(c, desk, queue)?.hiddenKeys ?? [];
        const fields = formFieldsOf(queue).filter((field) => !hidden.includes(field.jsonKey));
        return c.json({ Fields: fields.map(describeField) });
      }),
    )
    .get("/:id/ticket_owners", withQueue(listOwners))
    .get("/:id/ticket_submitters", withQueue(listSubmitters))
    .get(
      "/:id/ticket_template",
      withQueue((c, desk, queue) => {
        const blank = blankTicket(desk, queue, appliance.now());
        const pattern = wantedPattern(c, desk, queue);
        const begun = pattern === undefined ? blank : applyPattern(blank, pattern);
        return c.json({ Tickets: [templateOf(begun)] });
      }),
    )
    .get("/:id/patterns", withQueue(listPatterns))
    .get(
      "/:id/patterns/:patternId",
      withQueue((c, desk, queue) => {
        const rows = rowsOf(patternsOf(desk, queue));
        return answerOne(c, "Patterns", { entity: patternEntity, rows, id: idOf(c, "patternId") });
      }),
    );
}

function listOwners(c: ApplianceContext, { entities, store }: Desk, queue: KaceQueue): Response {
  const owners = new Set(queue.ownerKaceUserIds);
  const isVisible = (user: { id: number }) => owners.has(user.id);
  return answerList(c, "Users", { entity: entities.user, rows: store.users, isVisible });
}

function listSubmitters(c: ApplianceContext, { entities, store, visibility }: Desk): Response {
  return answerList(c, "Users", {
    entity: entities.user,
    rows: store.users,
    isVisible: (user) => !user.account.isArchived && (visibility.users?.(user) ?? true),
  });
}

function listPatterns(c: ApplianceContext, desk: Desk, queue: KaceQueue): Response {
  const forCreate = c.req.query("filterOptions") === "forCreate";
  const patterns = patternsOf(desk, queue).filter(
    (one) => !forCreate || (one.isEnabled && !one.isProcessOnly),
  );
  return answerList(c, "Patterns", { entity: patternEntity, rows: rowsOf(patterns) });
}

function patternsOf(desk: Desk, queue: KaceQueue): KacePattern[] {
  return desk.store.workbench.patterns
    .all()
    .filter((one) => one.queueId === queue.id && mayUsePattern(desk, queue, one));
}

/** The pattern that a request asks to be applied. Throws {@link KaceWriteRefusal} for an unknown one. */
function wantedPattern(c: ApplianceContext, desk: Desk, queue: KaceQueue): KacePattern | undefined {
  const wanted = c.req.query("pattern") ?? "";
  if (wanted === "" || wanted === "0") return undefined;
  const pattern = patternsOf(desk, queue).find((one) => String(one.id) === wanted);
  if (pattern === undefined)
    throw new KaceWriteRefusal(400, `Ticket template ${wanted} is not one of queue ${queue.name}.`);
  return pattern;
}

function describeField(field: ReturnType<typeof formFieldsOf>[number]) {
  const { column, jsonKey, required, type, values, visible } = field;
  return { column, jsonKey, required, type, values, visible };
}
