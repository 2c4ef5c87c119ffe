import type { KaceAsset, KaceMachine } from "../../fleet/model";
import { ASSET_FIELDS, textOfField } from "../asset-fields";
import { blanks, fieldsFrom, relate, SNAKE, type Entity } from "../query";
import type { Store, UserRow } from "../store";

const LIMITED = fieldsFrom<KaceAsset>("limited");
const STANDARD = fieldsFrom<KaceAsset>("standard");
const EXTENDED = fieldsFrom<KaceAsset>("extended");
const ALL = fieldsFrom<KaceAsset>("all");

type StatusRow = { id: number; name: string };

/** Assets as they were recorded: snake case, numbers as numbers. */
export function assetEntity(store: Store, user: Entity<UserRow>): Entity<KaceAsset> {
  const { format } = store.time;
  return {
    names: ["asset", "assets"],
    spelling: SNAKE,
    fields: [
      LIMITED.integer("id", (row) => row.id),
      STANDARD.integer("asset_type_id", (row) => row.assetTypeId),
      LIMITED.text("name", (row) => row.name),
      STANDARD.integer("asset_data_id", (row) => row.id),
      STANDARD.integer("owner_id", (row) => row.ownerKaceUserId),
      STANDARD.date("modified", (row) => format(row.modifiedAt)),
      STANDARD.date("created", (row) => format(row.createdAt)),
      STANDARD.integer("mapped_id", (row) => row.mappedId),
      ...blanks("standard", ["asset_class_id"], 0),
      STANDARD.text("archive", (row) => row.archive),
      STANDARD.integer("asset_status_id", (row) => row.statusId),
      STANDARD.text("asset_type_name", (row) => row.assetTypeName),
      EXTENDED.integer("location_id", (row) => row.locationAssetId),
      EXTENDED.text("archive_reason", (row) => row.archiveReason),
      ...ASSET_FIELDS.map((field) => ({
        ...ALL.text(`field_${field.number}`, (row) => textOfField(store, row, field)),
        has: (row: KaceAsset) => row.assetTypeId === field.typeId,
      })),
    ],
    relations: [
      relate({
        names: ["owner", "user"],
        key: "owner",
        entity: () => user,
        of: (row: KaceAsset) => optional(store.users.find(row.ownerKaceUserId)),
      }),
      relate({
        names: ["asset_status", "status"],
        key: "asset_status",
        entity: () => assetStatusEntity,
        of: (row: KaceAsset) => optional(store.assetStatuses.find(row.statusId)),
      }),
      relate({
        names: ["machine"],
        key: "machine",
        entity: () => deskMachineEntity,
        of: (row: KaceAsset) => optional(store.machines.find(row.mappedId)),
      }),
      relate({
        names: ["location"],
        key: "location",
        entity: () => deskAssetEntity,
        of: (row: KaceAsset) => optional(store.assets.find(row.locationAssetId)),
      }),
    ],
  };
}

const status = fieldsFrom<StatusRow>("limited");

export const assetStatusEntity: Entity<StatusRow> = {
  names: ["asset_status"],
  spelling: SNAKE,
  fields: [
    status.integer("id", (row) => row.id),
    status.text("name", (row) => row.name),
    ...blanks("standard", ["description"]),
    ...blanks("standard", ["is_system"], 1),
  ],
  relations: [],
};

/** An asset as tickets show it; `limited` as recorded. */
export const deskAssetEntity: Entity<KaceAsset> = {
  names: ["asset"],
  spelling: SNAKE,
  fields: [
    LIMITED.integer("id", (row) => row.id),
    LIMITED.integer("asset_type_id", (row) => row.assetTypeId),
    LIMITED.text("name", (row) => row.name),
    LIMITED.integer("owner_id", (row) => row.ownerKaceUserId),
    ...blanks("limited", ["asset_class_id"], 0),
    STANDARD.integer("asset_data_id", (row) => row.id),
    STANDARD.integer("asset_status_id", (row) => row.statusId),
    STANDARD.integer("mapped_id", (row) => row.mappedId),
  ],
  relations: [],
};

const machine = fieldsFrom<KaceMachine>("limited");

/** A machine as tickets show it: snake case here, numbers as numbers. */
export const deskMachineEntity: Entity<KaceMachine> = {
  names: ["machine"],
  spelling: SNAKE,
  fields: [
    machine.integer("id", (row) => row.id),
    machine.text("name", (row) => row.name),
    fieldsFrom<KaceMachine>("standard").text("user", (row) => row.userName),
  ],
  relations: [],
};

/** The one related row, or none. */
export function optional<Row>(row: Row | undefined): readonly Row[] {
  return row === undefined ? [] : [row];
}
