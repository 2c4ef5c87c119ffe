import type { DeviceKind, RecordKind } from "../../device";
import { Ref } from "../../ref";
import type { Source } from "../../source";
import type { MatchRecord } from "../match-facts";

/** A record of the test: only what it wants to say. */
export function aRecord(ref: string, facts: Partial<MatchRecord> = {}): MatchRecord {
  const [source, entity] = ref.split(":");
  const kind: RecordKind = entity === "machine" || entity === "ci" ? entity : "asset";
  return {
    ref: Ref.parse(ref),
    source: (source === "sysaid" ? "sysaid" : "kace") satisfies Source,
    kind,
    linkedRef: null,
    serial: null,
    assetTag: null,
    macs: [],
    host: null,
    domain: null,
    model: null,
    manufacturer: null,
    deviceKind: "laptop" satisfies DeviceKind,
    lastSeenAt: null,
    lastUser: null,
    ...facts,
  };
}
