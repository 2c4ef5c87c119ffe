import type { DeviceKind } from "./device";
import type { DevicePatch, DiskPart, PartGroup, Posture } from "./device-parts";

// How safe and how fit a machine is, in facts that a technician acts on. Pure: the same reading and the same "now"
// give the same facts.

export const POSTURE_KEYS = [
  "encryption",
  "tpm",
  "patches",
  "agent",
  "restart",
  "disk",
  "mobile",
] as const;
export type PostureKey = (typeof POSTURE_KEYS)[number];

/** `unknown`: no source tells. */
export const POSTURE_LEVELS = ["good", "warn", "bad", "unknown"] as const;
export type PostureLevel = (typeof POSTURE_LEVELS)[number];

export interface PostureFact {
  key: PostureKey;
  level: PostureLevel;
  /** What is, in a word or a short number: `Encrypted`, `12 missing`. */
  word: string;
  /** Why it has its level, one sentence. */
  why: string;
  /** A moment that the fact is about, ISO, where there is one. */
  at: string | null;
}

/** What is known of a machine when it is judged. */
export interface PostureInput {
  kind: DeviceKind;
  lastSeenAt: string | null;
  posture: Posture;
  disks: readonly DiskPart[];
  missingPatches: readonly DevicePatch[];
  untold: readonly PartGroup[];
}

const DAY_MS = 86_400_000;
const CHECK_IN_DAYS = { warn: 7, bad: 30 };
const RESTART_DAYS = { warn: 30, bad: 90 };
const FREE_SHARE = { warn: 0.2, bad: 0.1 };
const CRITICAL = 4;
const IMPORTANT = 3;
const PORTABLE: readonly DeviceKind[] = ["laptop", "mobile"];

/** Judges a machine. Mobile compliance only stands where somebody tells it, or the machine is a phone. */
export function judgePosture(input: PostureInput, now: number): PostureFact[] {
  return [
    judgeEncryption(input),
    judgeTpm(input),
    judgePatches(input),
    judgeAgent(input, now),
    judgeRestart(input, now),
    judgeDisk(input),
    ...judgeMobile(input),
  ];
}

type Judged = [level: PostureLevel, word: string, why: string, at?: string | null];

function fact(key: PostureKey, [level, word, why, at = null]: Judged): PostureFact {
  return { key, level, word, why, at };
}

function judgeEncryption({ kind, posture: { encryption } }: PostureInput): PostureFact {
  const of = (judged: Judged) => fact("encryption", judged);
  if (encryption === null)
    return of(["unknown", "Not known", "No system tells whether its disks are encrypted."]);
  const method = encryption.method === null ? "" : ` with ${encryption.method}`;
  if (!encryption.isOn && PORTABLE.includes(kind))
    return of(["bad", "Off", "It leaves the house, and whoever finds it can read its disk."]);
  if (!encryption.isOn) return of(["warn", "Off", "Whoever takes the disk can read it."]);
  if (encryption.isProtected === false)
    return of(["warn", "Suspended", `Encrypted${method}, but its protection is off.`]);
  return of(["good", "Encrypted", `Its disk is encrypted${method}.`]);
}

function judgeTpm({ posture: { tpm } }: PostureInput): PostureFact {
  const of = (judged: Judged) => fact("tpm", judged);
  if (tpm === null) return of(["unknown", "Not known", "No system tells of a TPM."]);
  const version = tpm.version === null ? "" : ` ${tpm.version}`;
  return tpm.isEnabled
    ? of(["good", version === "" ? "On" : `On,${version}`, `Its TPM${version} is on.`])
    : of(["warn", "Off", `Its TPM${version} is there and switched off.`]);
}

function judgePatches({ missingPatches: patches, untold }: PostureInput): PostureFact {
  const of = (judged: Judged) => fact("patches", judged);
  if (untold.includes("patches"))
    return of(["unknown", "Not known", "No system tells which patches it misses."]);
  if (patches.length === 0)
    return of(["good", "None missing", "The last detection missed no patch."]);
  const countOf = (level: number) => patches.filter((patch) => patch.level === level).length;
  const [critical, important] = [countOf(CRITICAL), countOf(IMPORTANT)];
  const cves = new Set(patches.flatMap((patch) => patch.cves)).size;
  const grave = [
    critical === 0 ? null : `${critical} critical`,
    important === 0 ? null : `${important} important`,
  ].filter((part) => part !== null);
  const weight =
    grave.length === 0 ? "None of them is important" : `Of them ${grave.join(" and ")}`;
  const why = `${weight}; they close ${cves === 1 ? "1 CVE" : `${cves} CVEs`}.`;
  const level = critical > 0 ? "bad" : important > 0 ? "warn" : "good";
  return of([level, `${patches.length} missing`, why]);
}

function judgeAgent(input: PostureInput, now: number): PostureFact {
  const of = (judged: Judged) => fact("agent", judged);
  const { agentVersion } = input.posture;
  const version = agentVersion === null ? "No agent is told of" : `Agent ${agentVersion}`;
  if (input.lastSeenAt === null)
    return of(["unknown", "Never seen", `${version}; it has checked in with no system.`]);
  const days = daysSince(input.lastSeenAt, now);
  const level = days >= CHECK_IN_DAYS.bad ? "bad" : days >= CHECK_IN_DAYS.warn ? "warn" : "good";
  const why =
    level === "good"
      ? `${version}; what is shown of it is fresh.`
      : `${version}; it has been silent for ${days} days, so what is shown may be old.`;
  return of([level, agentVersion ?? "No agent", why, input.lastSeenAt]);
}

function judgeRestart({ posture: { lastRestartAt: at } }: PostureInput, now: number): PostureFact {
  const of = (judged: Judged) => fact("restart", judged);
  if (at === null) return of(["unknown", "Not known", "No system tells when it last restarted."]);
  const days = daysSince(at, now);
  const word = days === 0 ? "Today" : days === 1 ? "1 day ago" : `${days} days ago`;
  if (days < RESTART_DAYS.warn) return of(["good", word, "It restarted lately.", at]);
  const why = "Updates that wait for a restart have not taken effect.";
  return of([days >= RESTART_DAYS.bad ? "bad" : "warn", word, why, at]);
}

function judgeDisk({ disks }: PostureInput): PostureFact {
  const of = (judged: Judged) => fact("disk", judged);
  const fullest = findFullestDisk(disks);
  if (fullest === null)
    return of(["unknown", "Not known", "No system tells how full its disks are."]);
  const { name, share } = fullest;
  const percent = Math.floor(share * 100);
  const word = `${percent} % free`;
  if (share < FREE_SHARE.bad)
    return of(["bad", word, `${name} is nearly full: too little room for an upgrade.`]);
  if (share < FREE_SHARE.warn) return of(["warn", word, `${name} is filling up.`]);
  return of(["good", word, "Every disk has room."]);
}

/** The disk with the smallest share of free room, 0 to 1; `null` where no disk's room is told. */
export function findFullestDisk(
  disks: readonly DiskPart[],
): { name: string; share: number } | null {
  const rooms = disks.flatMap(({ name, totalBytes, freeBytes }) =>
    totalBytes === null || totalBytes <= 0 || freeBytes === null
      ? []
      : [{ name, share: Math.min(1, Math.max(0, freeBytes / totalBytes)) }],
  );
  return rooms.sort((a, b) => a.share - b.share)[0] ?? null;
}

function judgeMobile({ kind, posture: { mobile } }: PostureInput): PostureFact[] {
  const of = (judged: Judged) => [fact("mobile", judged)];
  if (mobile === null) {
    if (kind !== "mobile") return [];
    return of(["unknown", "Not known", "No system manages it as a mobile device."]);
  }
  const { status, isCompliant } = mobile;
  if (isCompliant === null)
    return of(["unknown", status, "Whether it meets the rules is not told."]);
  return isCompliant && status === "Compliant"
    ? of(["good", status, "It meets the rules of the device management."])
    : of(["bad", status, "It breaks a rule of the device management."]);
}

function daysSince(iso: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(iso)) / DAY_MS));
}
