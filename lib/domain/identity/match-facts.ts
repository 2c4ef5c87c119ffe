import type { DeviceKind, DeviceRecord } from "../device";
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
export function toMatchFacts(record: MatchRecord): MatchFacts {
  const host = normaliseHost(record.host);
  const macs = record.macs.map(normaliseMac).filter((mac) => mac !== null && isOwnMac(mac));
  return {
    record,
    serial: normaliseSerial(record.serial),
    macs: [...new Set(macs.filter((mac) => mac !== null))].sort(),
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
 * The keys by which a record can meet another: its own ref, its link, serial, MACs and host. Two
 * records without a common key, directly or over others, never become one device; so matching a set
 * that is closed under these keys gives what matching everything would.
 */
export function matchKeys(record: MatchRecord): string[] {
  const facts = toMatchFacts(record);
  const keys = [`ref:${record.ref}`];
  if (record.linkedRef !== null) keys.push(`ref:${record.linkedRef}`);
  if (facts.serial !== null) keys.push(`serial:${facts.serial}`);
  keys.push(...facts.macs.map((mac) => `mac:${mac}`));
  if (facts.host !== null) keys.push(`host:${hostKeyOf(facts.host)}`);
  return keys;
}

/** Whether two records may be the same kind of thing: neither form nor model contradict each other. */
export function looksAlike(a: MatchFacts, b: MatchFacts): boolean {
  if (a.form !== null && b.form !== null && a.form !== b.form) return false;
  return modelsAgree(a.model, b.model);
}

/** Whether makers and models both contradict each other. Two spellings of one model alone do not. */
export function looksForeign(a: MatchFacts, b: MatchFacts): boolean {
  if (modelsAgree(a.model, b.model)) return false;
  const sameSource = a.record.source === b.record.source && a.record.kind === b.record.kind;
  return sameSource || (a.brand !== null && b.brand !== null && a.brand !== b.brand);
}

/** Whether two records carry one name in what may be one domain. */
export function sharesHost(a: MatchFacts, b: MatchFacts): boolean {
  if (a.host === null || b.host === null) return false;
  return shortNamesAgree(a.host, b.host) && domainsAgree(a.domain, b.domain);
}

/** Whether a second fact speaks for two records that share a name: the model or the last user. */
export function hasWitness(a: MatchFacts, b: MatchFacts): boolean {
  return (a.model !== null && a.model === b.model) || (a.user !== null && a.user === b.user);
}
