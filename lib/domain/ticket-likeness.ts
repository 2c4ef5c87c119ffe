// How much two tickets look like one matter, told twice. Pure: the same two tickets give the same answer, in either
// order.

/** What of a ticket is compared. `null` is nobody's and nothing's, and equals nothing. */
export interface LikenessSide {
  personId: number | null;
  deviceId: number | null;
  /** ISO 8601. */
  createdAt: string;
  title: string;
}

/** How two tickets compare, and why. */
export interface Likeness {
  /** 0 to 1. */
  score: number;
  samePerson: boolean;
  sameDevice: boolean;
  /** Words that both titles hold, in alphabetical order. */
  words: string[];
  hoursApart: number;
}

const HOUR_MS = 3_600_000;
/** Further apart, two tickets are two matters. */
export const LIKENESS_DAYS = 7;
/** From here on a pair is worth a person's look. */
export const LIKENESS_MIN = 0.45;
const WEIGHTS = { person: 0.25, device: 0.15, words: 0.6 };

/**
 * Compares two tickets:
 *
 *     score = near × (0.25 if it is the same person + 0.15 if it is the same device + 0.6 × common)
 *     near   = 1 at the same moment, falling evenly to 0 at seven days apart
 *     common = 2 × words in both titles ÷ (words of one + words of the other)
 *
 * So a person and their device are not enough without a word ({@link LIKENESS_MIN}): somebody may well have two
 * different troubles in a week, and mostly on the same machine.
 */
export function compareTickets(a: LikenessSide, b: LikenessSide): Likeness {
  const [mine, theirs] = [titleWords(a.title), titleWords(b.title)];
  const others = new Set(theirs);
  const words = mine.filter((word) => others.has(word)).sort();
  const sum = mine.length + theirs.length;
  const common = sum === 0 ? 0 : (2 * words.length) / sum;
  const apart = Math.abs(Date.parse(a.createdAt) - Date.parse(b.createdAt)) / HOUR_MS;
  const near = Number.isFinite(apart) ? Math.max(0, 1 - apart / (LIKENESS_DAYS * 24)) : 0;
  const samePerson = a.personId !== null && a.personId === b.personId;
  const sameDevice = a.deviceId !== null && a.deviceId === b.deviceId;
  const likeness =
    (samePerson ? WEIGHTS.person : 0) + (sameDevice ? WEIGHTS.device : 0) + WEIGHTS.words * common;
  return {
    score: Math.min(1, near * likeness),
    samePerson,
    sameDevice,
    words,
    hoursApart: Number.isFinite(apart) ? apart : Number.POSITIVE_INFINITY,
  };
}

/** Words that nearly every ticket could hold. */
const EMPTY_WORDS = new Set(
  "and are but can cannot does doesn for from has have help her his how its new not now off our out please the their them this was when will with you your".split(
    " ",
  ),
);
const WORD_LENGTH_MIN = 3;

/** The words of a title that say what it is about, each once, without accents and case. */
export function titleWords(title: string): string[] {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words)].filter(
    (word) => word.length >= WORD_LENGTH_MIN && !EMPTY_WORDS.has(word),
  );
}

/** Why a pair is shown, in words: `same person, same device, 3 words, 2 h apart`. */
export function likenessWords({
  samePerson,
  sameDevice,
  words,
  hoursApart,
}: Omit<Likeness, "score">): string {
  const parts = [
    samePerson ? "same person" : null,
    sameDevice ? "same device" : null,
    words.length === 0 ? null : words.length === 1 ? "1 word" : `${words.length} words`,
    apartWords(hoursApart),
  ];
  return parts.filter((part) => part !== null).join(", ");
}

function apartWords(hours: number): string {
  if (hours < 1) return "within an hour";
  return hours < 48 ? `${Math.floor(hours)} h apart` : `${Math.floor(hours / 24)} d apart`;
}
