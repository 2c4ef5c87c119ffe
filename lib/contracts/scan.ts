import { z } from "zod";
import { CODE_KINDS, CODE_LENGTH_MAX } from "@/lib/domain/scan-code";
import { DeviceRow } from "./devices";

export const ScanQuery = z.strictObject({ code: z.string().min(1).max(CODE_LENGTH_MAX) });

/** One device that a code names, and by what: `barcode` is one that KACE keeps for an asset. */
export const ScanMatch = z.object({ device: DeviceRow, by: z.enum([...CODE_KINDS, "barcode"]) });
export type ScanMatch = z.infer<typeof ScanMatch>;

/** What a scanned code is of: no device that the viewer sees, one, or several. */
export const ScanResult = z.object({
  /** The code without what the scanner added. */
  code: z.string(),
  matches: z.array(ScanMatch),
  /** What could not be asked, in words. */
  faults: z.array(z.string()),
});
export type ScanResult = z.infer<typeof ScanResult>;
