import { Hono } from "hono";
import { z } from "zod";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { BarcodeRow } from "../barcodes";
import type { Desk, Gate } from "../gate";
import { answerDone, answerList, answerOne, idOf } from "../render";
import { readJson } from "../request-body";
import { KaceWriteRefusal } from "../refusal";

const idSchema = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);
const methodSchema = z.enum(["MANUAL", "SCANNED", "UNKNOWN"]);
const textSchema = z.string().trim().min(1);
const newSchema = z.looseObject({
  asset_id: idSchema,
  barcode_data: textSchema,
  barcode_format: textSchema,
  barcode_name: textSchema,
  scanned_geolocation: z.string(),
  scanned_method: methodSchema,
});
const changeSchema = newSchema.partial();
/** The reference names the list of new barcodes otherwise than the list of changed ones. */
const LISTS = ["Barcodes", "Barcode Data", "barcodeData"];

/** `/api/asset/barcodes`. Everybody reads those of the assets they see, administrators write. */
export function barcodeRoutes(gate: Gate) {
  return new Hono<ApplianceEnv>()
    .get(
      "/",
      gate.read((c, desk) => answerList(c, "Barcodes", listing(desk))),
    )
    .get(
      "/:id",
      gate.read((c, desk) => answerOne(c, "Barcodes", { ...listing(desk), id: idOf(c) })),
    )
    .post(
      "/",
      gate.administer(async (c, desk) => {
        const wishes = await readWishes(c, newSchema);
        for (const { asset_id: id } of wishes)
          if (desk.store.assets.find(id) === undefined)
            throw new KaceWriteRefusal(400, `Asset ${id} does not exist.`);
        return answerDone(
          c,
          wishes.map((wish) => addBarcode(desk, wish)),
        );
      }),
    )
    .put(
      "/:id",
      gate.administer(async (c, desk) => {
        const [wish] = await readWishes(c, changeSchema);
        const before = mustFind(c, desk);
        desk.store.barcodes.put(changed(before, wish ?? {}, desk));
        return answerDone(c, [before.id]);
      }),
    )
    .delete(
      "/:id",
      gate.administer((c, desk) => {
        const { id } = mustFind(c, desk);
        desk.store.barcodes.remove(id);
        return answerDone(c, [id]);
      }),
    );
}

function listing({ entities, store, visibility }: Desk) {
  const sees = visibility.assets;
  const isVisible = (row: BarcodeRow) => {
    const asset = store.assets.find(row.assetId);
    return asset !== undefined && (sees?.(asset) ?? true);
  };
  return { entity: entities.barcode, rows: store.barcodes, isVisible };
}

function mustFind(c: ApplianceContext, { store }: Desk): BarcodeRow {
  const barcode = store.barcodes.find(idOf(c));
  if (barcode === undefined) throw new KaceWriteRefusal(404, "Unknown barcode.");
  return barcode;
}

async function readWishes<Wish>(c: ApplianceContext, schema: z.ZodType<Wish>): Promise<Wish[]> {
  const body = z.record(z.string(), z.unknown()).safeParse(await readJson(c));
  const name = LISTS.find((one) => body.data?.[one] !== undefined) ?? "";
  const wishes = z.array(schema).min(1).safeParse(body.data?.[name]);
  if (!wishes.success) throw new KaceWriteRefusal(400, "Invalid barcode data.");
  return wishes.data;
}

function addBarcode({ session, store }: Desk, wish: z.infer<typeof newSchema>): number {
  const id = store.barcodes.nextId();
  const scan = {
    userName: session.user.account.userName,
    method: wish.scanned_method,
    geolocation: wish.scanned_geolocation,
  };
  store.barcodes.put({
    id,
    assetId: wish.asset_id,
    data: wish.barcode_data,
    format: wish.barcode_format,
    name: wish.barcode_name,
    first: scan,
    last: scan,
  });
  return id;
}

/** The asset that a barcode was made for stays, whatever a change says. */
function changed(before: BarcodeRow, wish: z.infer<typeof changeSchema>, desk: Desk): BarcodeRow {
  const isScanned = wish.scanned_method !== undefined || wish.scanned_geolocation !== undefined;
  return {
    ...before,
    data: wish.barcode_data ?? before.data,
    format: wish.barcode_format ?? before.format,
    name: wish.barcode_name ?? before.name,
    last: isScanned
      ? {
          userName: desk.session.user.account.userName,
          method: wish.scanned_method ?? before.last.method,
          geolocation: wish.scanned_geolocation ?? before.last.geolocation,
        }
      : before.last,
  };
}
