import { DEFAULT_PLACEHOLDERS, squash, type Placeholders } from "./placeholder-lists";
import { NO_DOMAINS, PLACEHOLDER_SERIALS } from "./placeholders";

/** Shorter serials repeat by chance (`0`, `12`, `N/A`). Real makers use seven characters and more. */
const SERIAL_LENGTH_MIN = 5;
/** Shorter tags are counted out by several systems alike. */
const TAG_LENGTH_MIN = 4;
/** Windows cuts NetBIOS names there, so two systems may hold a long and a cut form of one name. */
export const NETBIOS_LENGTH_MAX = 15;

const HYPERVISOR_PREFIX = /^(VMWARE|PARALLELS)(?=[0-9A-F]{32}$)/;

/**
 * The comparable form of a serial, or `null` where the text identifies nothing (empty, a placeholder,
 * too short, one character over and over). Case, blanks and punctuation do not count, so
 * `VMware-56 4d 3a …-…` and `564D3A…` are one.
 */
export function normaliseSerial(
  text: string | null,
  placeholders: Placeholders = DEFAULT_PLACEHOLDERS,
): string | null {
  if (text === null) return null;
  const serial = squash(text).replace(HYPERVISOR_PREFIX, "");
  if (serial.length < SERIAL_LENGTH_MIN) return null;
  if (placeholders.serials.has(serial)) return null;
  return /^(.)\1*$/.test(serial) ? null : serial;
}

/**
 * The comparable form of an asset tag or barcode, or `null` where it identifies nothing: empty, a placeholder, too
 * short, without a digit, or one character over and over.
 */
export function normaliseTag(
  text: string | null,
  placeholders: Placeholders = DEFAULT_PLACEHOLDERS,
): string | null {
  if (text === null) return null;
  const tag = squash(text);
  if (tag.length < TAG_LENGTH_MIN || !/\d/.test(tag)) return null;
  if (placeholders.tags.has(tag) || placeholders.serials.has(tag)) return null;
  return /^(.)\1*$/.test(tag) ? null : tag;
}

// Longer runs of the same kind (EUI-64 addresses, UUIDs) hold no MAC.
const MAC_SPELLINGS = [
  /(?<![0-9a-z:.-])([0-9a-f]{1,2}(?:[:-][0-9a-f]{1,2}){5})(?![0-9a-z:-])/i,
  /(?<![0-9a-z:.-])([0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})(?![0-9a-z.])/i,
  /(?<![0-9a-z:.-])([0-9a-f]{2}(?: [0-9a-f]{2}){5})(?![0-9a-z])/i,
  /(?<![0-9a-z:.-])([0-9a-f]{12})(?![0-9a-z-])/i,
];

/** `AA:BB:CC:DD:EE:FF` of the first hardware address in a text of any spelling, or `null`. */
export function normaliseMac(text: string): string | null {
  for (const spelling of MAC_SPELLINGS) {
    const found = spelling.exec(text)?.[1];
    if (found === undefined) continue;
    const plain = /[:-]/.test(found)
      ? found
          .split(/[:-]/)
          .map((octet) => octet.padStart(2, "0"))
          .join("")
      : found.replace(/[. ]/g, "");
    return plain.toUpperCase().match(/../g)?.join(":") ?? null;
  }
  return null;
}

/**
 * Whether a normalised MAC can tell one machine from another: not null, broadcast or multicast, not
 * made up by software, not of a dock or an adapter. Locally administered addresses are out as a whole, since phones and laptops
 * invent a new one per network.
 */
export function isOwnMac(mac: string, placeholders: Placeholders = DEFAULT_PLACEHOLDERS): boolean {
  const first = Number.parseInt(mac.slice(0, 2), 16);
  if ((first & 0b11) !== 0) return false;
  if (mac === "00:00:00:00:00:00" || placeholders.macs.has(mac)) return false;
  return !placeholders.macPrefixes.some((prefix) => mac.startsWith(prefix));
}

/** A host's short name and the domain that its full name spells, both lower case. */
export interface HostName {
  short: string;
  domain: string | null;
}

/**
 * The comparable form of a host name, or `null` where it identifies nothing (empty, an address, a
 * name out of the box). Takes short names, full names and `DOMAIN\name`.
 */
export function normaliseHost(
  text: string | null,
  placeholders: Placeholders = DEFAULT_PLACEHOLDERS,
): HostName | null {
  if (text === null) return null;
  const full = text.trim().toLowerCase().replace(/\.+$/, "");
  const [prefix, name] = full.includes("\\") ? splitOnce(full, "\\") : ["", full];
  if (/^[\d.]+$/.test(name) || name.includes(":")) return null;
  const [short, suffix] = splitOnce(name, ".");
  const bare = short.replace(/\$$/, "");
  if (bare.length < 2 || placeholders.hosts.has(bare)) return null;
  return { short: bare, domain: normaliseDomain(suffix) ?? normaliseDomain(prefix) };
}

/** Lower-case domain, `null` for none and for work groups. */
export function normaliseDomain(text: string | null): string | null {
  const domain =
    text
      ?.trim()
      .toLowerCase()
      .replace(/^\.+|\.+$/g, "") ?? "";
  return domain === "" || NO_DOMAINS.has(domain) ? null : domain;
}

/** Whether two domains may be one: equal, unknown, one inside the other, or a NetBIOS name among the labels of the other. */
export function domainsAgree(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return true;
  if (a.endsWith(`.${b}`) || b.endsWith(`.${a}`)) return true;
  if (!a.includes(".")) return b.split(".").includes(a);
  return !b.includes(".") && a.split(".").includes(b);
}

/** Whether two short names may be one, counting a name that NetBIOS cut. */
export function shortNamesAgree(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length === NETBIOS_LENGTH_MAX) return b.startsWith(a);
  return b.length === NETBIOS_LENGTH_MAX && a.startsWith(b);
}

const BRANDS: readonly [RegExp, string][] = [
  [/\bdell\b/, "dell"],
  [/\b(hp|hpe|hewlett)\b/, "hp"],
  [/\blenovo\b|\bibm\b/, "lenovo"],
  [/\bapple\b/, "apple"],
  [/\bmicrosoft\b/, "microsoft"],
  [/\bvmware\b/, "vmware"],
  [/\bcisco\b/, "cisco"],
  [/\bsamsung\b/, "samsung"],
  [/\bfujitsu\b/, "fujitsu"],
  [/\b(asus|asustek)\b/, "asus"],
  [/\bacer\b/, "acer"],
];

/** One word for a manufacturer however it is spelled (`Dell Inc.`, `DELL`), `null` when unknown. */
export function normaliseBrand(text: string | null): string | null {
  const name = text?.trim().toLowerCase() ?? "";
  if (name === "" || PLACEHOLDER_SERIALS.has(squash(name))) return null;
  return BRANDS.find(([pattern]) => pattern.test(name))?.[1] ?? name.split(/[\s,.]+/)[0] ?? null;
}

/** Letters and digits of a model, without the maker's name; `null` when unknown or a placeholder. */
export function normaliseModel(text: string | null): string | null {
  const name = (text ?? "").toLowerCase();
  if (PLACEHOLDER_SERIALS.has(squash(name))) return null;
  const plain = name
    .replace(
      /\b(dell|hp|hpe|hewlett|packard|lenovo|apple|microsoft|inc|corp(oration)?|ltd|co)\b/g,
      "",
    )
    .replace(/[^a-z0-9]/g, "");
  return plain === "" || plain === "systemproductname" || plain === "productname" ? null : plain;
}

/** Whether two normalised models may be one: unknown, equal, or one spelled more fully. */
export function modelsAgree(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b || a.includes(b) || b.includes(a);
}

/** The user name without domain, `null` when unknown. */
export function normaliseUser(text: string | null): string | null {
  const name = text?.trim().toLowerCase() ?? "";
  const bare = name.replace(/^.*\\/, "").replace(/@.*$/, "");
  return bare === "" || bare === "empty" || bare === "unknown" ? null : bare;
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + by.length)];
}
