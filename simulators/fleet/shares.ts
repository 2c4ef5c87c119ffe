/**
 * How often life spoils a record. Every share of ugliness stands here and nowhere else; a share is
 * a part of the group that its comment names.
 */
export const SHARES = {
  /** Of each form's devices: stands in both systems, in KACE alone; the rest in SysAid alone. */
  presence: {
    laptop: { both: 0.84, kaceOnly: 0.1 },
    desktop: { both: 0.84, kaceOnly: 0.1 },
    server: { both: 0.85, kaceOnly: 0.08 },
    virtual: { both: 0.8, kaceOnly: 0.12 },
    mobile: { both: 0.42, kaceOnly: 0.08 },
    printer: { both: 0.5, kaceOnly: 0.15 },
    network: { both: 0.5, kaceOnly: 0.1 },
  },
  /** Of desktops: built from parts, so that the board reports no real serial. */
  whiteBox: 0.09,
  /** Of records of a factory-made machine: a placeholder stands where its serial should be. */
  placeholderSerial: 0.025,
  /** Of laptops: inventoried through a shared desk's dock, whose MAC then comes first. */
  dockedLaptop: 0.09,
  /** Laptops that share one dock, on average. */
  laptopsPerDock: 22,
  /** Of machines in both systems: renamed, and one of the two still holds the old name. */
  renamedHost: 0.04,
  /** Of SysAid assets: fully qualified name in place of the short one. */
  sysaidQualifiedName: 0.12,
  /** Of SysAid assets: name in lower case. */
  sysaidLowerName: 0.16,
  /** Of KACE machines: fully qualified name. */
  kaceQualifiedName: 0.03,
  /** Of KACE laptops and desktops: re-imaged; the record from before is still there, silent. */
  reimaged: 0.025,
  /** Of KACE machines: MACs with hyphens; dotted as switches print them. */
  kaceHyphenMac: 0.06,
  kaceDottedMac: 0.02,
  /** Of inventory records: not seen for 30 to 400 days. */
  stale: 0.08,
  /** Of KACE machines: never inventoried, so that the date is missing. */
  neverInventoried: 0.015,
  /** Of KACE devices that nobody owns: only an archived asset is left, the machine is gone. */
  archivedAway: 0.05,
  /** Of KACE assets with a machine: marked for archiving. */
  archivePending: 0.01,
  /** Of KACE machines: no device asset was ever made. */
  withoutAsset: 0.05,
  /** Of SysAid assets: disabled; entered by hand, with a GUID for an id. */
  disabledAsset: 0.03,
  manualAsset: 0.12,
  /** Of SysAid assets with an owner: the owner is missing there. */
  ownerMissing: 0.08,
  /** Of people: an account in one system alone. */
  kaceUserOnly: 0.06,
  sysaidUserOnly: 0.05,
  /** Of people in both: another user name in SysAid, with the domain or long. */
  domainUserName: 0.08,
  longUserName: 0.07,
  /** Of accounts: e-mail of the old domain, in mixed case, or missing. */
  oldDomainEmail: 0.04,
  mixedCaseEmail: 0.05,
  missingEmail: 0.03,
  /** Of SysAid accounts: "Last, First"; of KACE accounts: "LAST First". */
  reversedName: 0.15,
  shoutedName: 0.03,
  /** Of KACE accounts: archived, since the person left. */
  archivedUser: 0.02,
  /** Of SysAid accounts: department or location left empty. */
  missingPlace: 0.08,
  /** Of tickets: text with emoji, right-to-left script, markup, quotes, formulas. */
  hostileText: 0.012,
  /** Of KACE tickets: no owner, status or submitter behind the id. */
  brokenRelation: 0.006,
  /** Of tickets that a requester sent: about the requester's device. */
  aboutDevice: 0.78,
} as const;

export const PLACEHOLDER_SERIALS = [
  "To be filled by O.E.M.",
  "Default string",
  "0",
  "System Serial Number",
  "None",
  "",
] as const;
