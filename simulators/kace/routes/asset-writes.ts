import { Hono } from "hono";
import { z } from "zod";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { KaceAsset } from "../../fleet/model";
import { ARCHIVE_DELAY_MS, archiveAsset, planOf } from "../archiving";
import {
  assetTypesOf,
  blankAsset,
  reviseAsset,
  withAssetWishes,
  type AssetDraft,
  type AssetWish,
  type Attachments,
} from "../asset-changes";
import { KaceServerFault } from "../entities/ticket";
import type { Appliance, Desk, Gate } from "../gate";
import { answerDone, idOf } from "../render";
import { readJson } from "../request-body";
import type { Store } from "../store";
import { KaceWriteRefusal } from "../refusal";
import type { StoredFile } from "../../appliance/uploads/file-shelf";

/** Creating, changing, removing and archiving assets: administrators alone. A write shows in the next read. */
export function assetWriteRoutes(appliance: Appliance, gate: Gate) {
  const update = gate.administer(async (c, { store }) => {
    const ids = await withAssetWishes(c, store, ([wish], attachments) => {
      // Found when the body is there: a long upload must not undo what others changed meanwhile.
      const draft = reviseAsset(mustFind(c, store), wish ?? {}, store, attachments);
      return keep(store, [draft], appliance.now());
    });
    return answerDone(c, ids);
  });
  return new Hono<ApplianceEnv>()
    .post(
      "/",
      gate.administer(async (c, { store }) => {
        const now = appliance.now();
        // All are checked before the first is stored: a refused write leaves nothing behind.
        const ids = await withAssetWishes(c, store, (wishes, attachments) =>
          keep(
            store,
            wishes.map((wish) => draftAsset(wish, store, attachments, now)),
            now,
          ),
        );
        return answerDone(c, ids);
      }),
    )
    .put(
      "/",
      gate.administer(() => {
        // Real appliances fail here in place of asking for an id.
        throw new KaceServerFault("PUT of assets without an id");
      }),
    )
    .post("/:id", update)
    .put("/:id", update)
    .delete(
      "/:id",
      gate.administer((c, { store }) => {
        const { id } = mustFind(c, store);
        removeAsset(store, id);
        return answerDone(c, [id]);
      }),
    )
    .post(
      "/:id/archive",
      gate.administer((c, desk) => archive(c, desk, appliance.now())),
    )
    .post(
      "/:id/cancel_archive",
      gate.administer((c, { store }) => {
        const asset = mustFind(c, store);
        if (asset.archive !== "pending")
          throw new KaceWriteRefusal(400, "No archiving of this asset is pending.");
        store.agenda.cancel(planOf(asset.id));
        store.assets.put({ ...asset, archive: "", archiveReason: "", modifiedAt: appliance.now() });
        return answerDone(c, [asset.id]);
      }),
    );
}

/** What a path names must be there: only administrators come here, and they see everything. */
function mustFind(c: ApplianceContext, store: Store): KaceAsset {
  const asset = store.assets.find(idOf(c));
  if (asset === undefined) throw new KaceWriteRefusal(404, "Unknown asset.");
  return asset;
}

function draftAsset(wish: AssetWish, store: Store, attachments: Attachments, now: number) {
  if (wish.name === undefined) throw new KaceWriteRefusal(400, "The name of an asset is required.");
  const type = assetTypesOf(store).find((one) => one.id === wish.asset_type_id);
  if (type === undefined) throw new KaceWriteRefusal(400, "The type of an asset is required.");
  return reviseAsset(blankAsset(type, now), wish, store, attachments);
}

function keep(store: Store, drafts: readonly AssetDraft[], now: number) {
  const kept = new Set<StoredFile>();
  const ids = drafts.map(({ asset, values }) => {
    const id = asset.id === 0 ? store.assets.nextId() : asset.id;
    store.assets.put({ ...asset, id, modifiedAt: now });
    for (const [field, value] of values) {
      store.assetValues.write(id, field, value);
      const file = store.assetValues.fileOf(id, field);
      if (file !== undefined) kept.add(file);
    }
    return id;
  });
  return { ids, kept };
}

function removeAsset(store: Store, id: number): void {
  store.agenda.cancel(planOf(id));
  store.assetValues.drop(id);
  for (const barcode of [...store.barcodes.all()])
    if (barcode.assetId === id) store.barcodes.remove(barcode.id);
  store.assets.remove(id);
}

const reasonSchema = z.looseObject({ archive_reason: z.string().default("") });

async function archive(c: ApplianceContext, desk: Desk, now: number): Promise<Response> {
  const reason = reasonSchema.safeParse(await readJson(c));
  const asset = mustFind(c, desk.store);
  if (asset.assetTypeId !== 5) throw new KaceWriteRefusal(400, "Only devices can be archived.");
  if (asset.archive !== "")
    throw new KaceWriteRefusal(400, `The archiving of this asset is ${asset.archive}.`);
  desk.store.assets.put({
    ...asset,
    archive: "pending",
    archiveReason: reason.success ? reason.data.archive_reason : "",
    modifiedAt: now,
  });
  desk.store.agenda.plan(planOf(asset.id), now + ARCHIVE_DELAY_MS, (at) =>
    archiveAsset(desk.store, asset.id, at),
  );
  return answerDone(c, [asset.id]);
}
