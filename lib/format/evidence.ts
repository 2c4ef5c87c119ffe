import type { PostureKey, PostureLevel } from "@/lib/domain/posture";
import type { Source } from "@/lib/domain/source";
import { formatClock, formatDate, type Place } from "./dates";
import { formatCount, formatCounted } from "./numbers";
import { POSTURE_LABELS } from "./posture";
import { SOURCE_LABELS } from "./source-labels";

/** What is told of a device in a comment. */
export interface EvidenceDevice {
  name: string;
  model: string | null;
  serial: string | null;
  /** Tickets about it in {@link EVIDENCE_DAYS}. */
  recentTickets: number;
  posture:
    | {
        state: "known";
        asOf: string;
        sources: readonly Source[];
        facts: readonly { key: PostureKey; level: PostureLevel; word: string }[];
        diskName: string | null;
      }
    | { state: "missing"; reason: string };
}

/** How far back its tickets count. */
export const EVIDENCE_DAYS = 90;
/** What a technician asks first, in this order. */
export const EVIDENCE_KEYS = ["disk", "restart", "encryption", "patches"] as const;
type EvidenceKey = (typeof EVIDENCE_KEYS)[number];

/**
 * A device's state as one line of plain text, to stand in a comment: `PC-0042 (Latitude 5540, serial 4F7K): disk C:
 * 3 % free · last restart 41 days ago · encryption off · 5 tickets in 90 days (median of the model 1) · as of
 * 28 Nov 2026 15:02 UTC (KACE)`. What no system tells is named as such: silence would look like "all well".
 * @param median of the tickets of its model; `null` where there is nothing to compare with
 */
export function toEvidence(device: EvidenceDevice, median: number | null, place: Place): string {
  const { posture } = device;
  const parts =
    posture.state === "known"
      ? [...knownParts(posture), ticketPart(device, median, place), ...untoldPart(posture)]
      : [ticketPart(device, median, place), "its state has not been read yet"];
  const asOf = posture.state === "known" ? ` · ${asOfWords(posture, place)}` : "";
  return `${nameOf(device)}: ${parts.join(" · ")}${asOf}`;
}

type Known = Extract<EvidenceDevice["posture"], { state: "known" }>;

function nameOf({ name, model, serial }: EvidenceDevice): string {
  const about = [model, serial === null ? null : `serial ${serial}`].filter((part) => part);
  return about.length === 0 ? name : `${name} (${about.join(", ")})`;
}

const isTold = (posture: Known, key: EvidenceKey) =>
  posture.facts.some((fact) => fact.key === key && fact.level !== "unknown");

function knownParts(posture: Known): string[] {
  return EVIDENCE_KEYS.filter((key) => isTold(posture, key)).flatMap((key) => {
    const fact = posture.facts.find((one) => one.key === key);
    return fact === undefined ? [] : [wordsOf(key, fact, posture.diskName)];
  });
}

function wordsOf(
  key: EvidenceKey,
  { word, level }: Known["facts"][number],
  diskName: string | null,
): string {
  const text = word.toLowerCase();
  switch (key) {
    case "disk":
      return diskName === null ? `fullest disk ${text}` : `disk ${diskName} ${text}`;
    case "restart":
      return `last restart ${text}`;
    case "encryption":
      return `encryption ${level === "good" ? "on" : text}`;
    case "patches":
      return `patches: ${text}`;
  }
}

function ticketPart({ recentTickets }: EvidenceDevice, median: number | null, place: Place) {
  const count = formatCounted(recentTickets, "ticket", place.locale);
  const beside = median === null ? "" : ` (median of the model ${formatMedian(median, place)})`;
  return `${count} in ${EVIDENCE_DAYS} days${beside}`;
}

/** A median lies half-way between two numbers at most. */
function formatMedian(median: number, { locale }: Place): string {
  return Number.isInteger(median) ? formatCount(median, locale) : median.toFixed(1);
}

function untoldPart(posture: Known): string[] {
  const untold = EVIDENCE_KEYS.filter((key) => !isTold(posture, key));
  if (untold.length === 0) return [];
  return [`not told: ${untold.map((key) => POSTURE_LABELS[key].toLowerCase()).join(", ")}`];
}

function asOfWords({ asOf, sources }: Known, place: Place): string {
  const from = sources.map((source) => SOURCE_LABELS[source].label).join(" and ");
  const origin = from === "" ? "" : ` (${from})`;
  return `as of ${formatDate(asOf, place)} ${formatClock(asOf, place)}${origin}`;
}

/** A comment with a line put at its end; what was typed stays as it is. */
export function appendLine(typed: string, line: string): string {
  if (typed === "") return line;
  return `${typed}${typed.endsWith("\n") ? "" : "\n"}${line}`;
}
