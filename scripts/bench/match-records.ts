import { readFileSync } from "node:fs";
import { matchKeys, matchRecords, type MatchRecord } from "@/lib/domain/identity";
import { DEVICE_KINDS, RECORD_KINDS } from "@/lib/domain/device";
import { Ref } from "@/lib/domain/ref";
import { Source } from "@/lib/domain/source";
import { z } from "zod";

// Matches the records of a file several times and tells how long each took, as JSON. identity.mjs calls it.

const text = z.string().nullable();
const Records = z.array(
  z.object({
    ref: Ref,
    source: Source,
    kind: z.enum(RECORD_KINDS),
    linkedRef: Ref.nullable(),
    serial: text,
    assetTag: text,
    macs: z.array(z.string()),
    host: text,
    domain: text,
    model: text,
    manufacturer: text,
    deviceKind: z.enum(DEVICE_KINDS),
    lastSeenAt: text,
    lastUser: text,
  }),
);

const [file = "", tries = "5"] = process.argv.slice(2);
const records: MatchRecord[] = Records.parse(JSON.parse(readFileSync(file, "utf8")));
const took = (run: () => unknown) => {
  const startedAt = performance.now();
  run();
  return performance.now() - startedAt;
};
const result = matchRecords(records);
const times = Array.from({ length: Number(tries) }, () => took(() => matchRecords(records)));
const joins = result.groups.flatMap((group) => group.records).filter(({ mate }) => mate !== null);
console.log(
  JSON.stringify({
    records: records.length,
    devices: result.groups.length,
    joins: joins.length,
    findings: result.findings.length,
    matchMs: times,
    keysMs: took(() => records.map((record) => matchKeys(record))),
  }),
);
