import "server-only";
import type { AccountRole } from "@/lib/domain/person";
import type { PriorityLevel, StatusKind } from "@/lib/domain/ticket";

// The appliance's oddities, each with its reason, in one place.

/** Texts that stand for "nothing" (recorded: blanks, zero dates, the word "empty"). */
const NULL_MARKERS = ["", "empty", "0000-00-00 00:00:00", "0000-00-00"];

/** What the appliance itself writes where a ticket has no due date (recorded). */
export const NO_DATE = "0000-00-00 00:00:00";

/** True for a text that stands for nothing. */
export function isNullMarker(text: string): boolean {
  return NULL_MARKERS.includes(text.trim().toLowerCase());
}

/** The asset type of inventoried devices; the same on every appliance. */
export const DEVICE_ASSET_TYPE_ID = 5;
/** The asset type of licences, which every appliance has. */
export const LICENSE_ASSET_TYPE_ID = 7;
/** The asset type of locations. */
export const LOCATION_ASSET_TYPE_ID = 1;

/** Answers to a sign-in that mean "no": wrong password, unknown organisation, no right to use the API. */
export const REFUSED_STATUSES = [400, 401, 403];

/** Message of the 401 that every call gives between password and second factor (API reference 13.2). */
export function asksForSecondFactor(message: string | null): boolean {
  return /not fully authenticated/i.test(message ?? "");
}

/** Headers of the sign-in's answer that older and newer versions want to see again on every call. */
export const ECHOED_HEADERS = ["x-dell-csrf-token", "x-kace-csrf-token", "x-kace-authorization"];

/** Versions before 13 know the second name only; an unknown version number gives the newest route. */
export const VERSION_HEADERS = { "x-kace-api-version": "8", "x-dell-api-version": "8" };

/** An idle session ends after an hour unless an administrator changed it, which the API does not tell. */
export const SESSION_IDLE_MS = 60 * 60 * 1000;

const ROLES: Record<number, AccountRole> = { 1: "administrator", 2: "readonly", 3: "user" };

/** The role of a built-in role id; `null` for a custom role, whose rights the API does not tell in words. */
export function roleOfId(roleId: number | null): AccountRole | null {
  return roleId === null ? null : (ROLES[roleId] ?? null);
}

/**
 * Where a ticket stands. `state` is the only part of a status that administrators cannot rename. A fresh
 * ticket's "New" has the state `stalled` although nobody waits for anything, so it is told by its label or by
 * its place as the first of the queue's list.
 */
export function statusKindOf(status: {
  name: string | null;
  state: string | null;
  ordinal: number | null;
}): StatusKind {
  const label = status.name?.trim().toLowerCase() ?? "";
  switch (status.state?.trim().toLowerCase() ?? "") {
    case "closed":
      return "closed";
    case "opened":
      return "open";
    case "stalled":
      return label === "new" || (status.ordinal === 0 && !label.startsWith("wait"))
        ? "new"
        : "waiting";
  }
  // Recorded: statuses that came without state.
  if (/^closed\b|^resolved\b/.test(label)) return "closed";
  if (label === "new") return "new";
  return /^(waiting|need more|pending|stalled|on hold)/.test(label) ? "waiting" : "open";
}

const LEVEL_BY_LABEL: [RegExp, PriorityLevel][] = [
  [/critical|urgent|emergency|highest|very high/, 1],
  [/lowest|very low|planning|none/, 5],
  [/high|major/, 2],
  [/medium|normal|standard|moderate/, 3],
  [/low|minor/, 4],
];
const LEVEL_BY_ORDINAL: PriorityLevel[] = [2, 3, 4];

/** How urgent: by label, else by place in the queue's list, where the first is the most urgent. */
export function priorityLevelOf(priority: {
  name: string | null;
  ordinal: number | null;
}): PriorityLevel | null {
  const label = priority.name?.toLowerCase() ?? "";
  const named = LEVEL_BY_LABEL.find(([pattern]) => pattern.test(label));
  if (named) return named[1];
  if (priority.ordinal === null) return null;
  return LEVEL_BY_ORDINAL[Math.max(0, priority.ordinal)] ?? 5;
}
