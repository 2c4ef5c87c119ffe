import { z } from "zod";
import { Ref } from "@/lib/domain/ref";
import { DrawnCode } from "./labels";

const Line = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(120)
  .refine((text) => !/\p{Cc}/u.test(text), {
    message: "must be one line without control characters",
  });

/** A barcode that KACE keeps for an asset, with its picture where it can be drawn. */
export const BarcodeView = z.object({
  id: z.string(),
  name: z.string(),
  text: z.string(),
  format: z.string(),
  lastScannedBy: z.string().nullable(),
  code: DrawnCode.nullable(),
});
export type BarcodeView = z.infer<typeof BarcodeView>;

export const BarcodesResult = z.object({
  /** The KACE asset that carries them; `null`: the device has none. */
  assetRef: Ref.nullable(),
  barcodes: z.array(BarcodeView),
  /** Why the viewer cannot change them; `null`: they may try. */
  refusal: z.string().nullable(),
});
export type BarcodesResult = z.infer<typeof BarcodesResult>;

/** What KACE keeps of a barcode. It names formats as scanners do: `CODE_128`, `QR_CODE`. */
export const BarcodeWish = z.strictObject({ name: Line, text: Line, format: Line });
export type BarcodeWish = z.infer<typeof BarcodeWish>;
export const BARCODE_FORMATS = [
  "CODE_128",
  "QR_CODE",
  "CODE_39",
  "DATA_MATRIX",
  "EAN_13",
  "UPC_A",
] as const;
