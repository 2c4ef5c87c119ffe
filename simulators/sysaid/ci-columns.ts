import { captionOfTime } from "./captions";
import type { StoredCi } from "./ci-store";
import type { InfoValue, Selection } from "./info";
import type { ColumnType } from "./record-columns";
import type { World } from "./world";

/** A column of CIs. No CI was ever recorded: keys follow the document's samples and the other entities. */
export interface CiColumn {
  key: string;
  caption: string;
  type: ColumnType;
  isMandatory: boolean;
  value(ci: StoredCi, world: World): InfoValue;
  captionOf(ci: StoredCi, world: World): string;
}

type Read<Value> = (ci: StoredCi, world: World) => Value;

type Head = Pick<CiColumn, "key" | "caption" | "type">;

function column(
  { key, caption, type }: Head,
  read: Read<InfoValue>,
  say: Read<string> = (ci, world) => String(read(ci, world) ?? ""),
): CiColumn {
  const written = (ci: StoredCi) => ci.extra?.[key];
  return {
    key,
    caption,
    type,
    value: (ci, world) => written(ci) ?? read(ci, world),
    captionOf(ci, world) {
      const value = written(ci);
      if (value === undefined || value === null) return say(ci, world);
      if (type !== "date") return String(value);
      return captionOfTime(Number(value), world.settings().timeZone);
    },
    isMandatory: key === "ci_name" || key === "ci_type",
  };
}

const text = (key: string, caption: string, read: Read<string> = () => "") =>
  column({ key, caption, type: "text" }, read);
const date = (key: string, caption: string, read: Read<number | null>) =>
  column({ key, caption, type: "date" }, read, (ci, world) =>
    captionOfTime(read(ci, world), world.settings().timeZone),
  );
const list = (key: string, caption: string, read: Read<string>, listId = key) =>
  column({ key, caption, type: "list" }, (ci, world) => world.idOf(listId, read(ci, world)), read);

export const CI_COLUMNS: readonly CiColumn[] = [
  column({ key: "id", caption: "#", type: "numeric" }, ({ id }) => id),
  text("ci_name", "CI Name", ({ name }) => name),
  column(
    { key: "ci_type", caption: "CI Type", type: "list" },
    ({ typeId }) => typeId,
    ({ typeId }, world) => world.captionOf("ci_type", typeId),
  ),
  column(
    { key: "ci_sub_type", caption: "CI Sub Type", type: "list" },
    () => 0,
    () => "",
  ),
  list("status", "Status", ({ status }) => status, "ci_status"),
  column(
    { key: "owner", caption: "Owner", type: "list" },
    ({ ownerUserName }, { directory }) => directory.byUserName(ownerUserName)?.user.id ?? 0,
    ({ ownerUserName }, { directory }) =>
      directory.byUserName(ownerUserName)?.user.displayName ?? ownerUserName,
  ),
  list("location", "Location", ({ location }) => location),
  list("department", "Department", ({ department }) => department),
  column(
    { key: "company", caption: "Company", type: "list" },
    () => 0,
    () => "",
  ),
  text("serial", "Serial", ({ serial }) => serial),
  text("asset_id", "Asset ID", ({ assetId }) => assetId),
  text("description", "Description", ({ description }) => description),
  date("insert_time", "Creation time", ({ createdAt }) => createdAt),
  date("update_time", "Modify time", ({ updatedAt }) => updatedAt),
  date("accept_date", "Accept date", () => null),
  text("ci_cust_text_1", "CI Custom Text 1"),
  column({ key: "ci_cust_int_1", caption: "CI Custom Int 1", type: "numeric" }, () => null),
  column({ key: "ci_cust_flag_1", caption: "CI Custom Flag 1", type: "boolean" }, () => null),
  date("ci_cust_date_1", "CI Custom Date 1", () => null),
];

/** A view's fields by name; CI types do not change them here. */
export const CI_VIEWS: Readonly<Record<string, readonly string[]>> = {
  SysAidMobile: ["ci_name", "ci_type", "status", "owner", "location"],
  barcode_book: ["ci_type", "owner", "ci_name", "location", "id"],
};

/** A CI as lists and forms tell it, in the form of the document's return values. */
export function ciRow(ci: StoredCi, selection: Selection, world: World) {
  const columns = CI_COLUMNS.filter(({ key }) => selection === null || selection.has(key));
  const info = columns.map((one) => ({
    key: one.key,
    value: one.value(ci, world),
    keyCaption: one.caption,
    valueCaption: one.captionOf(ci, world),
    mandatory: one.isMandatory,
    editable: one.key !== "id" && one.key !== "insert_time",
    defaultValue: null,
    type: one.type,
  }));
  return { id: String(ci.id), info };
}

/** The fields of a view without values; the id stands last where the view lacks it. */
export function viewFields(view: string) {
  const wanted = CI_VIEWS[view] ?? CI_COLUMNS.map(({ key }) => key);
  const keys = wanted.includes("id") ? wanted : [...wanted, "id"];
  return keys.flatMap((key, index) => {
    const one = CI_COLUMNS.find((candidate) => candidate.key === key);
    if (one === undefined) return [];
    return {
      key,
      value: null,
      mandatory: one.isMandatory,
      editable: key !== "ci_type",
      type: one.type,
      defaultValue: null,
      displayOrder: index + 1,
      keyCaption: one.caption,
      valueCaption: null,
    };
  });
}
