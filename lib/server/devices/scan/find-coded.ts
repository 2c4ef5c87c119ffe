import "server-only";
import {
  codeKeysOf,
  lookUpCode,
  readScanCode,
  type CodeKey,
  type CodeKind,
} from "@/lib/domain/scan-code";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "@/lib/server/store/db";
import { findCodedRecords } from "@/lib/server/store/read/coded-devices";

/** A device that a code names, by the store's id. */
export interface CodedDevice {
  deviceId: number;
  by: CodeKind;
}

/** What each of these codes names, in one question to the index. Codes that name nothing are not in the answer. */
export async function findCoded(
  db: Db,
  visibility: Visibility,
  codes: readonly string[],
): Promise<Map<string, CodedDevice[]>> {
  const read = [...new Set(codes)].flatMap((text) => {
    const code = readScanCode(text);
    return code === null ? [] : [{ text, code }];
  });
  const records = await findCodedRecords(
    db,
    visibility,
    read.map(({ code }) => code),
  );
  const byKey = new Map<CodeKey, Set<number>>();
  for (const record of records) {
    const keys = record.removed ? [`ref:${record.ref}` as const] : codeKeysOf(record);
    for (const key of keys) byKey.set(key, (byKey.get(key) ?? new Set()).add(record.deviceId));
  }
  const found = new Map<string, CodedDevice[]>();
  for (const { text, code } of read) {
    const devices = lookUpCode(code, (key) => [...(byKey.get(key) ?? [])]);
    if (devices.length === 0) continue;
    found.set(
      text,
      devices.map(({ thing, by }) => ({ deviceId: thing, by })),
    );
  }
  return found;
}
