import { z } from "zod";
import { BarcodesResult, BarcodeWish } from "@/lib/contracts/barcodes";
import { writeRoute } from "@/lib/server/api/route";
import { changeBarcode, deleteBarcode } from "@/lib/server/devices/barcodes/barcodes";

export const PUT = writeRoute({
  operation: "barcodes.update",
  body: BarcodeWish,
  result: BarcodesResult,
  run: ({ body, params, actor }) => changeBarcode(actor, { ref: params.ref, id: params.id }, body),
});

export const DELETE = writeRoute({
  operation: "barcodes.delete",
  body: z.strictObject({}),
  result: BarcodesResult,
  run: ({ params, actor }) => deleteBarcode(actor, { ref: params.ref, id: params.id }),
});
