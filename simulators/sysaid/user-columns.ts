import type { Company } from "../fleet/model";
import type { Member } from "./directory";
import type { InfoItem, InfoValue, Selection } from "./info";
import type { World } from "./world";

/** A column of users: every value is a text or nothing, as recorded. */
interface UserColumn {
  key: string;
  caption: string;
  value(member: Member, world: World): string | null;
  captionOf(member: Member, world: World): string | null;
}

type Read<Value> = (member: Member, world: World) => Value;

const text = (key: string, caption: string, value: Read<string | null>): UserColumn => ({
  key,
  caption,
  value,
  captionOf: (member, world) => value(member, world) ?? "",
});
const nothing = (key: string, caption: string): UserColumn => ({
  key,
  caption,
  value: () => null,
  captionOf: () => null,
});
const noChoice = (key: string, caption: string): UserColumn => ({
  key,
  caption,
  value: () => "0",
  captionOf: () => "",
});
/** The list's id as a text, "0" without one. */
const listed = (key: string, caption: string, read: (member: Member) => string): UserColumn => ({
  key,
  caption,
  value: (member, world) => String(world.idOf(key, read(member))),
  captionOf: read,
});

const openByCompany = new WeakMap<Company, Map<number, number>>();

/** Number of open records by requester, counted once: the column is a hint, not a promise. */
function openRequests(world: World): ReadonlyMap<number, number> {
  const known = openByCompany.get(world.company);
  if (known !== undefined) return known;
  const open = new Map<number, number>();
  for (const { requestUserId, status } of world.company.sysaid.records) {
    if (world.statusClass(status) === 0)
      open.set(requestUserId, (open.get(requestUserId) ?? 0) + 1);
  }
  openByCompany.set(world.company, open);
  return open;
}

/** The columns of the recorded list, in its order. */
const USER_COLUMNS: readonly UserColumn[] = [
  noChoice("cust_list1", "User Custom List 1"),
  text("notes", "Notes", () => ""),
  text("login_domain", "Domain", () => " "),
  text("secondary_email", "Secondary Email", () => ""),
  text("building", "Building", () => ""),
  noChoice("cust_list2", "User Custom List 2"),
  text("user_type", "User Type", ({ user }) => (user.isAdmin ? "Administrator" : "End user")),
  text("links", "Links", ({ user }) => user.userName),
  text("user_manager_name", "Manager", ({ user }) => user.managerName || null),
  text("history_version", "History Version", () => "1"),
  noChoice("agreement", "Agreement"),
  text("cust_int2", "User Custom Int 2", () => "0"),
  text("cust_int1", "User Custom Int 1", () => "0"),
  text("cust_date1", "User Custom Date 1", () => ""),
  text("cust_date2", "User Custom Date 2", () => ""),
  text("history", "History", () => ""),
  text("display_name", "Display Name", ({ user }) => user.displayName),
  text("helpdesk", "Service Desk", ({ user }) => user.userName),
  text("cell_phone", "Cellular phone", () => ""),
  text("login_user", "User Name", ({ user }) => user.userName),
  text("phone", "Phone", ({ person }) => person.phone),
  text("email_notifications", "Receive automatic SR email notifications", () => "true"),
  text("enable_login_to_eup", "Enable login to the End User Portal", () => "Y"),
  nothing("relation_graph", "Relation graph"),
  text("chat_nick_name", "Chat Nickname", () => ""),
  nothing("attachments", "Attachments"),
  text("cust_notes", "User Custom Notes", () => ""),
  text("calculated_user_name", "Full Name", ({ user }) => user.displayName),
  noChoice("company", "Company"),
  text("floor", "Floor", () => ""),
  listed("department", "Department", ({ user }) => user.department),
  text("first_name", "First Name", ({ person }) => person.firstName),
  text("cubic", "Cubicle", () => ""),
  text("expiration_time", "Expiration Date", () => ""),
  text("last_name", "Last Name", ({ person }) => person.lastName),
  text("groups", "Groups", ({ user }) => user.userName),
  text("cust_text1", "User Custom Text 1", () => ""),
  text("cust_text2", "User Custom Text 2", () => ""),
  text("ldap_user_guid", "User GUID", () => ""),
  text("email_address", "Email", ({ user }) => user.email),
  text("disable", "Disabled", () => "N"),
  text("car_number", "Car license", () => ""),
  {
    key: "my_photo_url",
    caption: "Photo",
    value: ({ user }, world) => world.photoOf(user.id),
    captionOf: ({ user }, world) => world.photoOf(user.id),
  },
  listed("location", "Location", ({ user }) => user.location),
  text("ldap_distinguished_name", "Distinguished Name", () => ""),
  text("sms_number", "Text message", () => ""),
  text("openServiceRequest", "Active Service Record", ({ user }, world) =>
    String(openRequests(world).get(user.id) ?? 0),
  ),
];

const COLUMN_BY_KEY = new Map(USER_COLUMNS.map((one) => [one.key, one]));

/** Named views; `Mobile` is the documented one. */
export const USER_VIEWS: Readonly<Record<string, readonly string[]>> = {
  Mobile: [
    "display_name",
    "first_name",
    "last_name",
    "phone",
    "cell_phone",
    "email_address",
    "cubic",
  ],
};

/** What users are sorted by. */
export function userValue(member: Member, key: string, world: World): InfoValue {
  return COLUMN_BY_KEY.get(key)?.value(member, world) ?? null;
}

/** A user as lists, searches and the sign-in tell it. */
export function userRow(member: Member, selection: Selection, world: World) {
  const { user } = member;
  const info: InfoItem[] = [];
  for (const column of USER_COLUMNS) {
    if (selection !== null && !selection.has(column.key)) continue;
    info.push({
      key: column.key,
      value: column.value(member, world),
      valueClass: "",
      keyCaption: column.caption,
      valueCaption: column.captionOf(member, world),
    });
  }
  return {
    id: String(user.id),
    name: user.userName,
    isAdmin: user.isAdmin,
    isGuest: false,
    isManager: user.isManager,
    isSysAidAdmin: user.isSysaidAdmin,
    info,
  };
}

/** The sign-in's answer: the user's record and, as one more item, the groups. */
export function loginBody(member: Member, world: World) {
  const row = userRow(member, null, world);
  const groups = world.company.sysaid.groups.filter(({ id }) => member.user.groupIds.includes(id));
  const value = groups.map(({ id, name, supportLevel }) => ({
    id,
    name,
    type: 1,
    supportLevel,
    visible: true,
  }));
  return { ...row, info: [...row.info, { key: "user_groups", value }] };
}
