import type { Ticket } from "./ticket";

// An act whose answer was lost: whether the ticket, read again, shows that it was carried out. Shared by the server,
// which looks when a system gave no clear answer, and by the page, which looks when the server gave none.

/** What an act wants of a ticket. Only what is named counts. */
export type Wanted = Partial<
  Pick<
    Ticket,
    "assigneeRef" | "statusId" | "statusKind" | "priorityId" | "category" | "dueAt" | "queueRef"
  >
>;

/** Whether a ticket can show that it stands so: what wants nothing of its fields leaves no trace in them. */
export function leavesTrace(wanted: Wanted): boolean {
  return wanted.dueAt !== undefined || Object.keys(wanted).some(isWantedName);
}

/** Systems keep moments to the second. */
const SAME_MOMENT_MS = 1_000;

/** Whether a ticket stands as an act wants it. */
export function standsSo(wanted: Wanted, ticket: Required<Wanted>): boolean {
  const { dueAt, ...others } = wanted;
  const isDue = dueAt === undefined || isSameMoment(dueAt, ticket.dueAt);
  const plain: Wanted = others;
  const names = Object.keys(plain).filter(isWantedName);
  return isDue && names.every((name) => plain[name] === ticket[name]);
}

const WANTED_NAMES: readonly (keyof Wanted)[] = [
  "assigneeRef",
  "statusId",
  "statusKind",
  "priorityId",
  "category",
  "queueRef",
];

function isWantedName(name: string): name is keyof Wanted {
  return WANTED_NAMES.some((one) => one === name);
}

function isSameMoment(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(Date.parse(a) - Date.parse(b)) < SAME_MOMENT_MS;
}

/** An entry of a conversation as it is compared: its text as the source or as the page has it. */
export interface Said {
  id: string;
  text: string;
  isOwn: boolean;
}

/**
 * Whether a conversation holds a message of one's own with this text that was not there before.
 * @param known ids of the entries that stood there when it was sent
 */
export function isSaid(text: string, said: readonly Said[], known: ReadonlySet<string>): boolean {
  const wanted = plainOf(text);
  return said.some((one) => one.isOwn && !known.has(one.id) && plainOf(one.text) === wanted);
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** A message without what its spelling adds: tags, references and the kind of its blanks. For comparing alone. */
function plainOf(text: string): string {
  return text
    .replace(/<\/?[a-z][^<>]*>/gi, " ")
    .replace(/&(?:#(\d+)|([a-z]+));/gi, (whole, code?: string, name?: string) =>
      code === undefined
        ? (ENTITIES[name?.toLowerCase() ?? ""] ?? whole)
        : String.fromCodePoint(Math.min(Number(code), 0x10ffff)),
    )
    .replace(/\s+/g, " ")
    .trim();
}
