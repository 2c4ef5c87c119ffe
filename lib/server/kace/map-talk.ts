import "server-only";
import type { Ref } from "@/lib/domain/ref";
import type { FieldStep, TicketEvent } from "@/lib/domain/ticket";
import type { ApplianceClock } from "./clock";
import { personName, userRef } from "./map";
import type { ChangeWire, WorkWire } from "./wire";

// A ticket's conversation, from the appliance's words to ours. Pure and total, as all mappers.

/** A row that tells no time at all. */
const EPOCH = new Date(0).toISOString();

function userOf({ user, user_id }: Pick<ChangeWire, "user" | "user_id">): Ref | null {
  const id = user?.id ?? user_id;
  return id ? userRef(id) : null;
}

/** A change's comment and what it changed are two entries of the conversation. */
export function toChangeEvents(change: ChangeWire, clock: ApplianceClock): TicketEvent[] {
  const common = {
    at: clock.toIso(change.timestamp ?? change.created ?? change.modified) ?? EPOCH,
    authorRef: userOf(change),
    authorName: personName(change.user),
    minutes: null,
  };
  const attachments = change.attachments.map((file) => ({
    id: `${change.id}-${file.id}`,
    name: file.file_name ?? `File ${file.id}`,
    sizeBytes: file.file_size,
  }));
  const events: TicketEvent[] = [];
  // Files without a word stand as a comment without one: who may read it is decided by the same mark.
  if (change.comment !== null || attachments.length > 0) {
    const kind = change.owners_only === 1 ? "internal" : "comment";
    const body = change.comment ?? "";
    events.push({
      id: `change-${change.id}-comment`,
      kind,
      body,
      ...common,
      attachments,
      steps: [],
    });
  }
  const described = change.description ?? change.owners_only_description;
  if (described !== null) {
    const steps = parseSteps(described);
    const id = `change-${change.id}`;
    events.push({ id, kind: "change", body: described, ...common, attachments: [], steps });
  }
  return events;
}

/** A work entry; none when it was voided. */
export function toWorkEvents(work: WorkWire, clock: ApplianceClock): TicketEvent[] {
  if (work.voided_by !== null) return [];
  const [start, stop] = [clock.toIso(work.start), clock.toIso(work.stop)];
  const spanMs = start && stop ? Date.parse(stop) - Date.parse(start) : 0;
  const adjustmentHours = Number(work.adjustment_hours ?? 0);
  const minutes =
    Math.round(spanMs / 60_000) + (Number.isFinite(adjustmentHours) ? adjustmentHours * 60 : 0);
  return [
    {
      id: `work-${work.id}`,
      kind: "work",
      at: clock.toIso(work.modified ?? work.created) ?? start ?? EPOCH,
      authorRef: userOf(work),
      authorName: personName(work.user),
      body: work.note ?? "",
      minutes: Math.max(0, Math.round(minutes)),
      attachments: [],
      steps: [],
    },
  ];
}

/** How a change is worded; neither the reference nor a recorded answer tells it, the product's own pages do. */
const STEP = /^Changed ticket (\S.{0,80}?) from "(.*)" to "(.*)"\.?$/;

/** A change's steps, one a line; none unless every line is worded in a way that leaves no doubt what is a value. */
export function parseSteps(description: string): FieldStep[] {
  const lines = description.split(/\r\n|\r|\n|<br\s*\/?>/i).map((line) => line.trim());
  const steps = lines.filter((line) => line !== "").map(parseStep);
  return steps.every((step) => step !== null) ? steps : [];
}

function parseStep(line: string): FieldStep | null {
  const [, field, before, after] = STEP.exec(line) ?? [];
  if (field === undefined || before === undefined || after === undefined) return null;
  // A value that reads like the words around it could be cut in another place, and markup is no value.
  const isDoubtful = line.split('" to "').length !== 2 || line.split(' from "').length !== 2;
  if (isDoubtful || /[<>&]/.test(line)) return null;
  return { field, before: before || null, after: after || null };
}
