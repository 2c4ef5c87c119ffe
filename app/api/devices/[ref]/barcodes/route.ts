import { z } from "zod";
import { BarcodesResult, BarcodeWish } from "@/lib/contracts/barcodes";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { addBarcode, listBarcodes } from "@/lib/server/devices/barcodes/barcodes";

/** The barcodes that KACE keeps for the device's asset. */
export const GET = getRoute({
  operation: "barcodes.list",
  query: z.strictObject({}),
  result: BarcodesResult,
  run: ({ params, actor }) => listBarcodes(actor, params.ref),
});

export const POST = writeRoute({
  operation: "barcodes.create",
  body: BarcodeWish,
  result: BarcodesResult,
  run: ({ body, params, actor }) => addBarcode(actor, params.ref, body),
});
