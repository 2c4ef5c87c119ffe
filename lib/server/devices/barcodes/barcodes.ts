import "server-only";
import type { BarcodesResult, BarcodeWish } from "@/lib/contracts/barcodes";
import type { DrawnCode } from "@/lib/contracts/labels";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { absenceOf } from "@/lib/server/auth/home";
import { actorFor } from "@/lib/server/auth/vault";
import { drawLineCode, drawQrCode } from "@/lib/server/devices/labels/draw-code";
import { Forbidden, NotFound } from "@/lib/server/failures";
import { readDevice } from "@/lib/server/store/read/device-detail";
import type { Barcode, BarcodeDesk } from "@/lib/server/upstream/barcode-desk";

// Barcodes live in KACE alone, on the asset of a machine; they are read and written live, as the viewer.

const { label } = SOURCE_LABELS.kace;
const CALL = { priority: "person" } as const;

/** The barcodes of a device's KACE asset. A device without one has none. */
export async function listBarcodes(
  actor: Actor,
  refText: string | undefined,
): Promise<BarcodesResult> {
  const assetRef = await findAsset(actor, refText);
  const refusal = refusalOf(actor);
  if (assetRef === null) return { assetRef, barcodes: [], refusal };
  const desk = await deskOf(actor);
  const barcodes = await desk.list(assetRef, { ...CALL, signal: actor.signal });
  return {
    assetRef,
    barcodes: barcodes.map((barcode) => ({ ...barcode, code: drawBarcode(barcode) })),
    refusal,
  };
}

/** Adds a barcode to the device's asset and reads them all again. */
export async function addBarcode(
  actor: Actor,
  refText: string | undefined,
  wish: BarcodeWish,
): Promise<BarcodesResult> {
  const { assetRef, desk } = await openForWriting(actor, refText);
  await audited(actor, actOf("barcodes.create", assetRef, {}), () =>
    desk.add(assetRef, wish, CALL),
  );
  return listBarcodes(actor, refText);
}

/** Changes one of the device's barcodes. Throws {@link NotFound} for a barcode of another asset. */
export async function changeBarcode(
  actor: Actor,
  place: { ref: string | undefined; id: string | undefined },
  wish: BarcodeWish,
): Promise<BarcodesResult> {
  const { assetRef, desk } = await openForWriting(actor, place.ref);
  const id = await requireBarcode(desk, assetRef, place.id);
  await audited(actor, actOf("barcodes.update", assetRef, { id }), () =>
    desk.change(id, wish, CALL),
  );
  return listBarcodes(actor, place.ref);
}

/** Deletes one of the device's barcodes. Throws {@link NotFound} for a barcode of another asset. */
export async function deleteBarcode(
  actor: Actor,
  place: { ref: string | undefined; id: string | undefined },
): Promise<BarcodesResult> {
  const { assetRef, desk } = await openForWriting(actor, place.ref);
  const id = await requireBarcode(desk, assetRef, place.id);
  await audited(actor, actOf("barcodes.delete", assetRef, { id }), () => desk.remove(id, CALL));
  return listBarcodes(actor, place.ref);
}

async function openForWriting(
  actor: Actor,
  refText: string | undefined,
): Promise<{ assetRef: Ref; desk: BarcodeDesk }> {
  const assetRef = await findAsset(actor, refText);
  if (assetRef === null) throw new NotFound(`${label} asset of this device`);
  const refusal = refusalOf(actor);
  if (refusal !== null) throw new Forbidden(refusal);
  return { assetRef, desk: await deskOf(actor) };
}

async function findAsset(
  { runtime, viewer }: Actor,
  refText: string | undefined,
): Promise<Ref | null> {
  const ref = requireRef(refText, ["machine", "asset", "ci"], "device");
  const device = await readDevice(runtime.store.db, visibilityOf(viewer), ref);
  if (!device) throw absenceOf(runtime, viewer, { ref, what: "device" });
  const asset = device.records.find((record) => {
    const { source, entity } = splitRef(record.ref);
    return source === "kace" && entity === "asset" && record.removedAt === null;
  });
  return asset?.ref ?? null;
}

async function deskOf({ runtime, viewer }: Actor): Promise<BarcodeDesk> {
  const { barcodes } = await actorFor(runtime, viewer, "kace");
  if (!barcodes) throw new NotFound("barcodes");
  return barcodes;
}

/** A number in an address could be any asset's. */
async function requireBarcode(
  desk: BarcodeDesk,
  assetRef: Ref,
  id: string | undefined,
): Promise<string> {
  const own = await desk.list(assetRef, CALL);
  const found = own.find((barcode) => barcode.id === id);
  if (!found) throw new NotFound("barcode of this device");
  return found.id;
}

function refusalOf({ viewer }: Actor): string | null {
  const role = viewer.accounts.kace?.role;
  if (role === undefined) return `You are not signed in to ${label}.`;
  if (role === "administrator" || role === "agent") return null;
  return role === "readonly"
    ? `Your role in ${label} only reads.`
    : `${label} lets only its agents and administrators change barcodes.`;
}

/** The picture of a barcode in its own kind, as far as it is one of the two that are drawn here. */
function drawBarcode({ text, format }: Barcode): DrawnCode | null {
  if (text === "" || text.length > 300) return null;
  return /qr/i.test(format) ? drawQrCode(text) : drawLineCode(text);
}

function actOf(operation: string, target: Ref, detail: Record<string, unknown>) {
  return { operation, source: "kace" as const, target, detail };
}
