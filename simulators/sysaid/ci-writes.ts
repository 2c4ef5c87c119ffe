import { ApiError } from "./api-error";
import { CI_COLUMNS } from "./ci-columns";
import type { StoredCi } from "./ci-store";
import type { InfoValue } from "./info";
import type { World } from "./world";

const COLUMN_BY_KEY = new Map(CI_COLUMNS.map((one) => [one.key, one]));

interface Draft {
  ci: StoredCi;
  extra: Record<string, InfoValue>;
  world: World;
}

type Write = (draft: Draft, value: unknown) => void;

const asText = (value: unknown) => (value === null || value === undefined ? "" : String(value));
const invalid = (key: string) => new ApiError(400, `Invalid value for ${key}`);

/** The caption that a list's id stands for; nothing for 0 and blanks. Throws SysAid's 400 for an unknown id. */
function captionIn(listId: string, value: unknown, world: World): string {
  const id = asText(value).trim();
  if (id === "" || id === "0") return "";
  const caption = world.captionOf(listId, id);
  if (caption === "") throw invalid(listId === "ci_status" ? "status" : listId);
  return caption;
}

/** A user's name out of an id or, as the document's sample writes it, the name itself. */
function userNameIn(value: unknown, { directory }: World): string {
  const text = asText(value).trim();
  if (text === "" || text === "0") return "";
  const member = directory.byUserName(text) ?? directory.byId(Number(text));
  if (member === undefined) throw invalid("owner");
  return member.user.userName;
}

const WRITES: Readonly<Record<string, Write>> = {
  ci_name(draft, value) {
    const name = asText(value).trim();
    if (name === "") throw invalid("ci_name");
    draft.ci = { ...draft.ci, name };
  },
  ci_type(draft, value) {
    const typeId = Number(value);
    const isKnown = draft.world.company.sysaid.ciTypes.some(({ id }) => id === typeId);
    if (!isKnown) throw invalid("ci_type");
    draft.ci = { ...draft.ci, typeId };
  },
  status: (draft, value) =>
    void (draft.ci = { ...draft.ci, status: captionIn("ci_status", value, draft.world) }),
  location: (draft, value) =>
    void (draft.ci = { ...draft.ci, location: captionIn("location", value, draft.world) }),
  department: (draft, value) =>
    void (draft.ci = { ...draft.ci, department: captionIn("department", value, draft.world) }),
  owner: (draft, value) =>
    void (draft.ci = { ...draft.ci, ownerUserName: userNameIn(value, draft.world) }),
  serial: (draft, value) => void (draft.ci = { ...draft.ci, serial: asText(value) }),
  asset_id: (draft, value) => void (draft.ci = { ...draft.ci, assetId: asText(value) }),
  description: (draft, value) => void (draft.ci = { ...draft.ci, description: asText(value) }),
};
const READ_ONLY = new Set(["id", "insert_time", "update_time"]);

/** The CI after a write, changed now. Read-only and unknown keys are ignored; 400 for what makes no sense. */
export function changedCi(
  stored: StoredCi,
  items: readonly { key: string; value: unknown }[],
  world: World,
): StoredCi {
  const draft: Draft = { ci: stored, extra: { ...stored.extra }, world };
  for (const { key, value } of items) {
    const write = WRITES[key];
    if (write !== undefined) write(draft, value);
    else if (COLUMN_BY_KEY.has(key) && !READ_ONLY.has(key)) draft.extra[key] = plain(key, value);
  }
  return { ...draft.ci, extra: draft.extra, updatedAt: world.clock.now() };
}

/** Dates are epoch milliseconds, also as texts. */
function plain(key: string, value: unknown): InfoValue {
  if (value === null || typeof value === "boolean") return value;
  const type = COLUMN_BY_KEY.get(key)?.type;
  if (type !== "date" && type !== "list") return typeof value === "number" ? value : asText(value);
  const number = Number(value);
  if (asText(value).trim() === "" || !Number.isFinite(number)) throw invalid(key);
  return number;
}

/** A new CI. Its name and type must be said. */
export function newCi(
  id: number,
  items: readonly { key: string; value: unknown }[],
  world: World,
): StoredCi {
  for (const key of ["ci_name", "ci_type"]) {
    if (!items.some((item) => item.key === key)) {
      throw new ApiError(400, `Missing mandatory field ${key}`);
    }
  }
  const now = world.clock.now();
  const blank: StoredCi = {
    id,
    typeId: 0,
    name: "",
    status: "",
    ownerUserName: "",
    location: "",
    department: "",
    serial: "",
    assetId: "",
    deviceId: null,
    description: "",
    createdAt: now,
    updatedAt: now,
  };
  return changedCi(blank, items, world);
}
