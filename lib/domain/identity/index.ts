export { matchKeys, type MatchRecord } from "./match-facts";
export { matchRecords, type MatchGroup } from "./match-records";
export { mergeView, type MergedView } from "./merge-view";
export { isOwnMac, normaliseHost, normaliseMac, normaliseSerial, type HostName } from "./normalise";
export { osFamilyOf } from "./os-family";
