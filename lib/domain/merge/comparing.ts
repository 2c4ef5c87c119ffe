import {
  domainsAgree,
  modelsAgree,
  normaliseBrand,
  normaliseDomain,
  normaliseHost,
  normaliseMac,
  normaliseModel,
  normaliseSerial,
  normaliseUser,
  shortNamesAgree,
} from "../identity/normalise";

// Whether two texts of one attribute mean the same, whatever each vendor makes of spelling. All of them are
// symmetric. A doubt counts as the same: a mark that is wrong once is not believed again.

/** Apart from case, blanks and the form of letters. */
export const sameWord = (a: string, b: string): boolean => fold(a) === fold(b);

/** Hosts with or without domain, as NetBIOS cuts them; other names word by word. */
export function sameName(a: string, b: string): boolean {
  if (sameWord(a, b)) return true;
  if (/\s/.test(a.trim()) || /\s/.test(b.trim())) return squash(a) === squash(b);
  const [one, other] = [normaliseHost(a), normaliseHost(b)];
  if (one === null || other === null) return false;
  return shortNamesAgree(one.short, other.short) && domainsAgree(one.domain, other.domain);
}

/** Case, blanks and punctuation do not count; a placeholder tells nothing that could differ. */
export function sameSerial(a: string, b: string): boolean {
  const [one, other] = [normaliseSerial(a), normaliseSerial(b)];
  return one === null || other === null || one === other;
}

/** Letters and digits alone. */
export const sameTag = (a: string, b: string): boolean => squash(a) === squash(b);

/** A NetBIOS name and the domain that it stands for are one; a work group is no domain. */
export const sameDomain = (a: string, b: string): boolean =>
  domainsAgree(normaliseDomain(a), normaliseDomain(b));

/** Lists of network cards: one card in common is enough, for one system often knows only one of several. */
export function sameMacs(a: string, b: string): boolean {
  const [one, other] = [toMacs(a), toMacs(b)];
  return one.length === 0 || other.length === 0 || one.some((mac) => other.includes(mac));
}

/** `Dell Inc.` and `DELL`. */
export function sameMaker(a: string, b: string): boolean {
  const [one, other] = [normaliseBrand(a), normaliseBrand(b)];
  return one === null || other === null || one === other;
}

/** With or without the maker's name, or spelled more fully by one. */
export const sameModel = (a: string, b: string): boolean =>
  modelsAgree(normaliseModel(a), normaliseModel(b));

const SIZE_TOLERANCE = 0.02;

/** Bytes within 2 %: makers count in thousands and keep a part for themselves. */
export function sameSize(a: string, b: string): boolean {
  const [one, other] = [Number(a), Number(b)];
  if (!Number.isFinite(one) || !Number.isFinite(other)) return sameWord(a, b);
  return Math.abs(one - other) <= SIZE_TOLERANCE * Math.max(one, other);
}

// What a size comes to when one counts it in thousands and the other in steps of 1024: gigabytes and terabytes.
const UNIT_RATIOS = [1.024 ** 3, 1.024 ** 4];
/** For rounding alone: 512 and 480 GB are two sizes. */
const UNIT_TOLERANCE = 0.005;

/** Disks as {@link sameSize}, also where one system counts in thousands what the other counts in steps of 1024. */
export function sameDisk(a: string, b: string): boolean {
  const [one, other] = [Number(a), Number(b)];
  if (sameSize(a, b)) return true;
  const ratio = Math.max(one, other) / Math.min(one, other);
  return UNIT_RATIOS.some((unit) => Math.abs(ratio - unit) <= UNIT_TOLERANCE * unit);
}

const OS_NOISE =
  /\b(microsoft|apple|gnu|professional|x64|x86|64|32|bit|amd64|x86_64|edition|version|lts|release)\b/g;

/** Without maker, width and mark; one may tell more than the other, but nothing else (`Windows 11`, `Microsoft Windows 11 Pro x64`). */
export function sameOperatingSystem(a: string, b: string): boolean {
  const [one, other] = [osWords(a), osWords(b)];
  return covers(one, other) || covers(other, one);
}

const covers = (longer: readonly string[], shorter: readonly string[]) =>
  shorter.every((word) =>
    longer.some(
      (each) => each === word || (/^\d/.test(word) && /^\d/.test(each) && sameVersion(each, word)),
    ),
  );

function osWords(text: string): string[] {
  const plain = fold(text)
    .replace(/\((r|tm|c)\)|[®™]/g, " ")
    .replace(/\bprofessional\b/g, "pro")
    .replace(/\bmac os\b|\bos x\b/g, "macos")
    .replace(OS_NOISE, " ");
  return [...new Set(plain.split(/[^a-z0-9.]+/).filter((word) => word !== ""))];
}

/** One may stop earlier: `10.0` and `10.0.22631`, `14` and `14.5`. */
export function sameVersion(a: string, b: string): boolean {
  const [one, other] = [versionParts(a), versionParts(b)];
  const length = Math.min(one.length, other.length);
  if (length === 0) return true;
  return one.slice(0, length).join(".") === other.slice(0, length).join(".");
}

const versionParts = (text: string) =>
  (text.match(/\d+/g) ?? []).map((part) => String(Number(part)));

/** `Berg, Anna`, `Anna Berg`, `CORP\anna.berg` and `anna.berg@corp.example`. */
export function samePerson(a: string, b: string): boolean {
  return nameWords(a) === nameWords(b);
}

function nameWords(text: string): string {
  const name = /\s/.test(text.trim()) ? text : (normaliseUser(text) ?? text);
  return fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .sort()
    .join(" ");
}

/** Punctuation does not count: `IT-Operations`, `IT Operations`. */
export const samePlace = (a: string, b: string): boolean => {
  const [one, other] = [squashWide(a), squashWide(b)];
  return one === other;
};

// Each system has its own words for the life of a device, so only their meanings can be compared.
const LIFE: readonly [RegExp, string][] = [
  [
    /\b(dispos\w*|retired|scrapp\w*|stolen|missing|lost|sold|decommission\w*|written off)\b/,
    "gone",
  ],
  [/\b(in stock|stock|spare|reserved|planned|ordered|storage|in store)\b/, "waiting"],
  [/\b(active|in use|deployed|operational|production|assigned|maintenance|repair\w*)\b/, "used"],
];

/** By what the words mean (used, waiting, gone); a word of another kind is not compared at all. */
export function sameStatus(a: string, b: string): boolean {
  const [one, other] = [lifeOf(a), lifeOf(b)];
  return one === null || other === null || one === other;
}

function lifeOf(text: string): string | null {
  const word = fold(text).replaceAll("_", " ");
  if (/\binactive\b/.test(word)) return null;
  return LIFE.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

const toMacs = (text: string) =>
  text.split(/[,;]/).flatMap((part) => {
    const mac = normaliseMac(part);
    return mac === null ? [] : [mac];
  });
const fold = (text: string) => text.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " ");
const squash = (text: string) => fold(text).replace(/[^a-z0-9]/g, "") || fold(text);
const squashWide = (text: string) => fold(text).replace(/[^\p{L}\p{N}]+/gu, "") || fold(text);
