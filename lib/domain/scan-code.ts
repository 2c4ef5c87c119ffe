import type { DeviceRecord } from "./device";
import { normaliseHost, normaliseMac, normaliseSerial } from "./identity/normalise";
import { parseRef, type Ref } from "./ref";

// What a scanner reads from a sticker, and which device records answer to it. Browser and server both read codes
// here, so that a walk without a signal judges a scan as the server does later.

/** By what a code can name a device; a ref stands in our own QR codes. */
export const CODE_KINDS = ["ref", "tag", "serial", "mac", "host"] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/** `serial:3PXZ15J`: one way to name a device, in comparable form. */
export type CodeKey = `${CodeKind}:${string}`;

/** A code that may be a device's. */
export interface ScanCode {
  /** As it was scanned, without what scanners add. */
  text: string;
  /**
   * What it may mean, likeliest first: where one line names a device, those below do not count. A text that could be
   * a tag, a serial or an address is all of these at once.
   */
  tiers: CodeKey[][];
}

/** What of a record answers to codes. */
export type CodedRecord = Pick<
  DeviceRecord,
  "ref" | "serial" | "assetTag" | "macs" | "host" | "name"
>;

/** Longer texts name no device. Our own addresses stay far below. */
export const CODE_LENGTH_MAX = 512;
const TAG_LENGTH_MIN = 2;
/** Words that makers print before a value, inside the code too. */
const CAPTION =
  /^(?:s\/?n|serial(?: (?:no\.?|number))?|service tag|asset(?: (?:tag|no\.?))?|mac(?: address)?|host(?: ?name)?)\s*[:#=]\s*/i;
/** Scanners that are set up so send the symbology first: `]C1`. */
const SYMBOLOGY = /^\][A-Za-z]\d/;

/** Reads what a scanner sent or somebody typed; `null` where it can name nothing. */
export function readScanCode(input: string): ScanCode | null {
  if (input.length > CODE_LENGTH_MAX) return null;
  const text = input
    .replace(/\p{C}/gu, "")
    .trim()
    .replace(SYMBOLOGY, "")
    .replace(/^\*(.*)\*$/, "$1")
    .trim();
  if (text === "") return null;
  const ref = refIn(text);
  if (ref !== null) return { text, tiers: [[`ref:${ref}`]] };
  const value = text.replace(CAPTION, "").trim();
  const host = hostKey(value);
  const tiers = [
    keysOfValue(value),
    makersSerials(value).map((serial): CodeKey => `serial:${serial}`),
    host === null ? [] : [host],
  ].filter((tier) => tier.length > 0);
  return tiers.length === 0 ? null : { text, tiers };
}

function keysOfValue(value: string): CodeKey[] {
  const keys: CodeKey[] = [];
  const tag = tagKey(value);
  const serial = normaliseSerial(value);
  const mac = normaliseMac(value);
  if (tag !== null) keys.push(tag);
  if (serial !== null) keys.push(`serial:${serial}`);
  if (mac !== null) keys.push(`mac:${mac}`);
  return keys;
}

/** The keys by which a record answers to codes. */
export function codeKeysOf(record: CodedRecord): CodeKey[] {
  const tag = record.assetTag === null ? null : tagKey(record.assetTag);
  const serial = normaliseSerial(record.serial);
  const macs = record.macs.map(normaliseMac).filter((mac) => mac !== null);
  const host = hostKey(record.host ?? record.name);
  return [
    `ref:${record.ref}`,
    ...(tag === null ? [] : [tag]),
    ...(serial === null ? [] : [`serial:${serial}` as const]),
    ...macs.map((mac): CodeKey => `mac:${mac}`),
    ...(host === null ? [] : [host]),
  ];
}

/** Letters and digits alone, upper case: how stickers are compared. */
export function squashCode(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");
}

/** The things that a code names, looked up by key; several where the code does not tell them apart. */
export function lookUpCode<Thing>(
  code: ScanCode,
  thingsOf: (key: CodeKey) => readonly Thing[],
): { thing: Thing; by: CodeKind }[] {
  for (const tier of code.tiers) {
    const found = new Map<Thing, CodeKind>();
    for (const key of tier) {
      for (const thing of thingsOf(key)) {
        if (!found.has(thing)) found.set(thing, kindOf(key));
      }
    }
    if (found.size > 0) return [...found].map(([thing, by]) => ({ thing, by }));
  }
  return [];
}

function kindOf(key: CodeKey): CodeKind {
  return CODE_KINDS.find((kind) => key.startsWith(`${kind}:`)) ?? "ref";
}

function tagKey(text: string): CodeKey | null {
  const tag = squashCode(text);
  return tag.length < TAG_LENGTH_MIN ? null : `tag:${tag}`;
}

function hostKey(text: string): CodeKey | null {
  const host = normaliseHost(text);
  return host === null ? null : `host:${host.short}`;
}

/**
 * Serials inside what makers print: Lenovo's code holds `1S`, the ten characters of the machine type and the serial;
 * Apple and others set an `S` before it.
 */
function makersSerials(value: string): string[] {
  const plain = squashCode(value);
  const inside = [
    /^1S[A-Z0-9]{10}([A-Z0-9]{8})$/.exec(plain)?.[1],
    /^S([A-Z0-9]{7,14})$/.exec(plain)?.[1],
  ];
  return inside
    .map((serial) => normaliseSerial(serial ?? null))
    .filter((serial) => serial !== null);
}

/** The ref that our own QR codes hold: a device's address at any host, or the ref alone. */
function refIn(text: string): Ref | null {
  if (!/^https?:/i.test(text)) return parseRef(text);
  if (!URL.canParse(text)) return null;
  const part = /^(?:\/[^/]+)*?\/devices\/([^/]+)\/?$/.exec(new URL(text).pathname)?.[1];
  if (part === undefined) return null;
  try {
    return parseRef(decodeURIComponent(part));
  } catch (cause) {
    if (cause instanceof URIError) return null;
    throw cause;
  }
}
