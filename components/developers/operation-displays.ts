import type { CallerRight, Harm, OperationDetail, OperationRow } from "@/lib/contracts/developers";
import { systemLabel } from "@/lib/client/developers/find-operations";
import type { Display } from "@/lib/format/tones";

/** How the harm of a call is shown. */
export const HARM_DISPLAYS = {
  none: { label: "Reads", tone: "good", shape: "ring" },
  writes: { label: "Writes", tone: "info", shape: "circle" },
  destroys: { label: "Destroys", tone: "bad", shape: "cross" },
  runs_code: { label: "Runs code", tone: "warn", shape: "triangle" },
} as const satisfies Record<Harm, Display>;

/** The badge of an operation: a call without harm may still end a session, and is no mere reading then. */
export function harmDisplay({ harm, reads }: Pick<OperationRow, "harm" | "reads">): Display {
  return harm === "none" && !reads
    ? { ...HARM_DISPLAYS.none, label: "No harm" }
    : HARM_DISPLAYS[harm];
}

const HARM_WORDS = {
  none: () => "It changes no records.",
  writes: (label: string) => `It changes records in ${label} at once, in your name.`,
  destroys: (label: string) => `It destroys what it is called for in ${label}. There is no undo.`,
  runs_code: () =>
    "It makes programs run on people's machines, or changes what runs there. Nobody is asked again.",
} as const satisfies Record<Harm, (label: string) => string>;

const RIGHT_WORDS = {
  anyone: () => "It needs no sign-in.",
  wall_link: () => "It needs the link of a wall display, and no sign-in.",
  everyone: (label: string) => `By default every account of ${label} may call it.`,
  agent: (label: string) => `By default those who work on tickets in ${label} may call it.`,
  administrator: (label: string) => `By default administrators of ${label} may call it.`,
} as const satisfies Record<CallerRight, (label: string) => string>;

const OWN_RIGHTS = {
  ...RIGHT_WORDS,
  everyone: () => "Everybody who is signed in may call it, and is answered what they may see.",
  agent: () => "Those who work on tickets may call it.",
  administrator: () => "Administrators of KACE or SysAid may call it.",
} as const satisfies Record<CallerRight, (label: string) => string>;

const SESSION_WORDS = {
  none: () => [],
  opens: (label: string) => [
    `It tries a sign-in to ${label} of its own. Nobody is signed in here by it, and wrong ones are slowed down.`,
  ],
  ends: (label: string) => [
    `It ends your session in ${label}: you sign in there again afterwards.`,
  ],
  switches: (label: string) => [
    `It moves your own session in ${label}. In another organisation than Sightline's, lists here show you nothing of ${label}.`,
  ],
} as const satisfies Record<OperationDetail["session"], (label: string) => readonly string[]>;

const MANY =
  "One call for many things at once is refused here, unless your administrator allows it (ALLOW_BULK).";

/** What must be known before calling an operation, one sentence each. */
export function describeOperation(operation: OperationDetail): string[] {
  const label = systemLabel(operation.system);
  const isOwn = operation.system === "sightline";
  const decides = isOwn ? [] : [`${label} decides with your own account there.`];
  const isGrave = operation.harm === "destroys" || operation.harm === "runs_code";
  return [
    HARM_WORDS[operation.harm](label),
    (isOwn ? OWN_RIGHTS : RIGHT_WORDS)[operation.right](label),
    ...decides,
    ...(isGrave && !isOwn ? [MANY] : []),
    ...SESSION_WORDS[operation.session](label),
    ...(operation.forPeopleOnly ? ["Tokens are refused: people do this themselves."] : []),
    ...(operation.inferred
      ? ["The vendor's document leaves the path open; SYSAID_PATHS names another where needed."]
      : []),
  ];
}

/** What an answer is. */
export const ANSWER_WORDS = {
  json: "JSON",
  binary: "A file",
  text: "Text",
  empty: "Nothing beside its status",
  stream: "Server-sent events, for as long as the connection stands",
} as const satisfies Record<OperationDetail["answer"]["kind"], string>;
