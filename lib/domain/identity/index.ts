export { evidenceOf } from "./compare-pair";
export { type MatchGroup, type Membership } from "./explain-groups";
export {
  FINDING_REASONS,
  type FindingReason,
  type MatchDecision,
  type MatchFinding,
} from "./findings";
export { matchKeys, toMatchFacts, type MatchRecord } from "./match-facts";
export { matchRecords, type MatchResult } from "./match-records";
export { isOwnMac, normaliseHost, normaliseMac, normaliseSerial, type HostName } from "./normalise";
export { osFamilyOf } from "./os-family";
export {
  DEFAULT_ENTRIES,
  DEFAULT_PLACEHOLDERS,
  NO_PLACEHOLDER_EDITS,
  normaliseEntry,
  PLACEHOLDER_LISTS,
  PlaceholderEdits,
  type PlaceholderList,
  type Placeholders,
  withEdits,
} from "./placeholder-lists";
