import type { DeviceKind, DeviceRecord } from "../device";
import { DEFAULT_PLACEHOLDERS, type Placeholders } from "./placeholder-lists";
import {
  NETBIOS_LENGTH_MAX,
  domainsAgree,
  isOwnMac,
  modelsAgree,
  normaliseBrand,
  normaliseDomain,
  normaliseHost,
  normaliseMac,
  normaliseModel,
  normaliseSerial,
  normaliseTag,
  normaliseUser,
  shortNamesAgree,
} from "./normalise";

/** What matching looks at; everything else of a record is none of its business. */
export type MatchRecord = Pick<
  DeviceRecord,
  | "ref"
  | "source"
  | "kind"
  | "linkedRef"
  | "serial"
  | "assetTag"
  | "macs"
  | "host"
  | "domain"
  | "model"
  | "manufacturer"
  | "deviceKind"
  | "lastSeenAt"
  | "lastUser"
>;

/** A record's values in comparable form. */
export interface MatchFacts {
  record: MatchRecord;
  serial: string | null;
  macs: string[];
  tag: string | null;
  /** Short host name, `null` where it identifies nothing. */
  host: string | null;
  domain: string | null;
  model: string | null;
  brand: string | null;
  user: string | null;
  form: "computer" | "mobile" | "printer" | "network" | null;
}

const FORMS = {
  laptop: "computer",
  desktop: "computer",
  server: "computer",
  virtual: "computer",
  mobile: "mobile",
  printer: "printer",
  network: "network",
  other: null,
} as const satisfies Record<DeviceKind, MatchFacts["form"]>;

/** Normalises one record for matching. */
export function toMatchFacts(
  record: MatchRecord,
  placeholders: Placeholders = DEFAULT_PLACEHOLDERS,
): MatchFacts {
  const host = normaliseHost(record.host, placeholders);
  const macs = record.macs.map(normaliseMac).filter((mac) => mac !== null);
  return {
    record,
    serial: normaliseSerial(record.serial, placeholders),
    macs: [...new Set(macs.filter((mac) => isOwnMac(mac, placeholders)))].sort(),
    tag: normaliseTag(record.assetTag, placeholders),
    host: host?.short ?? null,
    domain: host?.domain ?? normaliseDomain(record.domain),
    model: normaliseModel(record.model),
    brand: normaliseBrand(record.manufacturer),
    user: normaliseUser(record.lastUser),
    form: FORMS[record.deviceKind],
  };
}

/** The name under which records are gathered by host: both forms of a name that NetBIOS cut. */
export function hostKeyOf(host: string): string {
  return host.slice(0, NETBIOS_LENGTH_MAX);
}

/**
 * The keys by which a record can meet another: its own ref, its link, serial, MACs, tag and host. Two records without
 * a common key, directly or over others, become one device only where a person says so; matching a set that is
 * closed under these keys and under people's decisions gives what matching everything would.
 */
export function matchKeys(
  record: MatchRecord,
  placeholders: Placeholders = DEFAULT_PLACEHOLDERS,
): string[] {
  const facts = toMatchFacts(record, placeholders);
  const keys = [`ref:${record.ref}`];
  if (record.linkedRef !== null) keys.push(`ref:${record.linkedRef}`);
  if (facts.serial !== null) keys.push(`serial:${facts.serial}`);
  keys.push(...facts.macs.map((mac) => `mac:${mac}`));
  if (facts.tag !== null) keys.push(`tag:${facts.tag}`);
  if (facts.host !== null) keys.push(`host:${hostKeyOf(facts.host)}`);
  // Long ones could not be indexed. What they share up to here they may share beyond it.
  return keys.map((key) => key.slice(0, KEY_LENGTH_MAX));
}

const KEY_LENGTH_MAX = 400;

/** The list that a record stands in: one list holds a machine once, unless it was read in anew. */
export function listOf({ record }: MatchFacts): string {
  return `${record.source} ${record.kind}`;
}

/** Whether makers and models both contradict each other. Two spellings of one model alone do not. */
export function looksForeign(a: MatchFacts, b: MatchFacts): boolean {
  if (modelsAgree(a.model, b.model)) return false;
  return listOf(a) === listOf(b) || (a.brand !== null && b.brand !== null && a.brand !== b.brand);
}

/** Whether two records carry one name in what may be one domain. */
export function sharesHost(a: MatchFacts, b: MatchFacts): boolean {
  if (a.host === null || b.host === null) return false;
  return shortNamesAgree(a.host, b.host) && domainsAgree(a.domain, b.domain);
}

/** Whether two records name one host in a domain that both tell. */
export function sharesHostAndDomain(a: MatchFacts, b: MatchFacts): boolean {
  return a.domain !== null && b.domain !== null && sharesHost(a, b);
}

/** Whether a second fact speaks for two records that share a name: the model or the last user. */
export function hasWitness(a: MatchFacts, b: MatchFacts): boolean {
  return (
    (a.model !== null && modelsAgree(a.model, b.model) && b.model !== null) || sharesUser(a, b)
  );
}

/** Whether both tell one last user. */
export function sharesUser(a: MatchFacts, b: MatchFacts): boolean {
  return a.user !== null && a.user === b.user;
}

/** The hardware addresses that both have. */
export function sharedMacs(a: MatchFacts, b: MatchFacts): string[] {
  return a.macs.filter((mac) => b.macs.includes(mac));
}

/** One record's cards are all among the other's: two laptops that share only a dock have cards of their own. */
export function cardsNest(a: MatchFacts, b: MatchFacts): boolean {
  const [few, many] = a.macs.length <= b.macs.length ? [a.macs, b.macs] : [b.macs, a.macs];
  return few.every((mac) => many.includes(mac));
}
