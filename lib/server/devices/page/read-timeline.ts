import "server-only";
import type {
  DeviceTimelineQuery,
  DeviceTimelineResult,
  TimelineLine,
} from "@/lib/contracts/device-page";
import { TIMELINE_KINDS } from "@/lib/domain/device-timeline";
import { BadRequest } from "@/lib/server/failures";
import {
  readTimeline,
  type StoredHappening,
  type TimelinePlace,
} from "@/lib/server/store/read/device-timeline";
import { seenDevice, type Asker } from "./seen-device";
import { changeTitle, operationWords, toFieldChanges } from "./timeline-words";

/** One page of everything that happened to a device, newest first. Throws {@link NotFound}, {@link BadRequest}. */
export async function readDeviceTimeline(
  asker: Asker,
  refText: string | undefined,
  { kind, before, limit }: DeviceTimelineQuery,
): Promise<DeviceTimelineResult> {
  const place = before === undefined ? null : parsePlace(before);
  const device = await seenDevice(asker, refText);
  const kinds = kind === undefined || kind.length === 0 ? TIMELINE_KINDS : kind;
  const found = await readTimeline(asker.runtime.store.db, device, { kinds, before: place, limit });
  const last = found.at(-1);
  return {
    lines: found.map(toLine).filter((line) => line !== null),
    next: last === undefined || found.length < limit ? null : `${last.at}~${last.key}`,
  };
}

function parsePlace(text: string): TimelinePlace {
  const [at = "", ...key] = text.split("~");
  if (key.length === 0 || Number.isNaN(Date.parse(at)))
    throw new BadRequest({ before: "is none that an answer told" });
  return { at: new Date(at).toISOString(), key: key.join("~") };
}

type Line = Omit<TimelineLine, "key" | "kind" | "at" | "source">;
const PLAIN: Line = { title: "", detail: null, who: null, href: null, state: null, changes: [] };

/** `null`: nothing of it is worth a line. */
function toLine(happening: StoredHappening): TimelineLine | null {
  const { key, kind, at, source } = happening;
  const line = lineOf(happening);
  return line && { key, kind, at, source, ...line };
}

function lineOf(happening: StoredHappening): Line | null {
  switch (happening.kind) {
    case "change":
    case "ci":
      return changeLine(happening);
    case "ticket": {
      const { what, number, title, who, ref } = happening;
      const verb = what === "opened" ? "opened" : "closed";
      const href = `/tickets/${encodeURIComponent(ref)}`;
      return { ...PLAIN, title: `Ticket ${number} ${verb}`, detail: title, who, href };
    }
    case "run": {
      const { title, message, who, runId, state } = happening;
      const href = `/devices/runs?${new URLSearchParams({ run: runId })}`;
      return { ...PLAIN, title, detail: message, who, href, state };
    }
    case "join": {
      const { verdict, otherName, other, reason, who } = happening;
      const name = otherName ?? other;
      const title = verdict === "same" ? `Linked with ${name}` : `Told apart from ${name}`;
      return { ...PLAIN, title, detail: reason, who };
    }
    case "write": {
      const { operation, outcome, who } = happening;
      return { ...PLAIN, title: operationWords(operation), who, state: outcome };
    }
  }
}

function changeLine(happening: Extract<StoredHappening, { kind: "change" | "ci" }>): Line | null {
  const { what, name, fields, ref, kind } = happening;
  const href = kind === "ci" ? `/cis/${encodeURIComponent(ref)}` : null;
  const common = { ...PLAIN, detail: name, href };
  if (what !== "changed") return { ...common, title: WHAT_WORDS[what] };
  const changes = toFieldChanges(fields);
  return changes.length === 0 ? null : { ...common, title: changeTitle(changes), changes };
}

const WHAT_WORDS = {
  created: "Appeared",
  removed: "Vanished from its system",
  returned: "Came back",
} as const;
