import "server-only";
import { type Example, type Row, type RowFinder, firstOf } from "@/lib/server/upstream/example";
import type { OperationId } from "./index";

// How each operation is called in earnest, made from what the server itself lists. What is changed or deleted is made
// for the purpose first, so that no call harms what was there; the exceptions are the photo and the password of the
// account that asks, and an add-on that is sent as it stands.

/** What an example may ask first. */
export interface Finder extends RowFinder<OperationId> {
  /** The account that asks, and its answers to the questions of the password services by their number. */
  account: { userName: string; password: string; answers: Readonly<Record<string, string>> };
}

type MakeExample = (find: Finder) => Example | Promise<Example>;

const NAME = "Example";
const PAGE = { limit: "5" };
const RECORDS = { ...PAGE, type: "all", fields: "title,status" };

const nothing: MakeExample = () => ({});
const asking =
  (query: Record<string, string>): MakeExample =>
  () => ({ query });
/** The first row of a list, by its id. */
const one =
  (list: OperationId, query: Record<string, string> = PAGE, id = "id", name = id): MakeExample =>
  async (find) => ({ path: { [name]: String((await firstOf(find, list, { query }))[id]) } });

const info = (fields: Record<string, unknown>) => ({
  info: Object.entries(fields).map(([key, value]) => ({ key, value })),
});
/** The values of a record's fields. */
function valuesOf(row: Row): ReadonlyMap<string, unknown> {
  const items: unknown = row["info"];
  if (!Array.isArray(items)) return new Map();
  return new Map(items.map((item: Row) => [String(item["key"]), item["value"]]));
}

async function newRecord(find: Finder, type = "incident"): Promise<string> {
  const example = { query: { type, fields: "title" }, json: info({ title: NAME }) };
  return String((await firstOf(find, "sr.create", example))["id"]);
}
const onRecord =
  (rest: Omit<Example, "path">, prepare: readonly [OperationId, Omit<Example, "path">][] = []) =>
  async (find: Finder): Promise<Example> => {
    const path = { id: await newRecord(find) };
    for (const [id, before] of prepare) await find.rows(id, { path, ...before });
    return { path, ...rest };
  };
const LINK = { name: "Manual", link: "https://manual.example/page?a=1" };
const FILE = { form: [{ name: "file", text: "notes", fileName: "notes.txt" }] };
const ACTIVITY = { fromTime: "1378501200000", toTime: "1378504800000", description: NAME };
const activity = ({ account }: Finder) => ({ json: { userId: account.userName, ...ACTIVITY } });

/** The first entry of a list that stands in a record's form. */
async function entryOf(find: Finder, path: { id: string }, field: string): Promise<Row> {
  const row = await firstOf(find, "sr.read", { path, query: { fields: field } });
  const entries: unknown = valuesOf(row).get(field);
  const [first]: Row[] = Array.isArray(entries) ? entries : [];
  if (!first) throw new Error(`the record has no ${field}`);
  return first;
}

/** The steps of a new change's workflow, in their order; the first `doneCount` are done. */
const action =
  (at: number, doneCount = 0): MakeExample =>
  async (find) => {
    const query = { ids: await newRecord(find, "change"), type: "change" };
    const steps = (await find.rows("actions.list", { query })).map((row) => String(row["id"]));
    for (const id of steps.slice(0, doneCount))
      await find.rows("actions.approve", { path: { id } });
    const id = steps[at];
    if (id === undefined) throw new Error("a change has no workflow");
    return { path: { id } };
  };

const addon: MakeExample = async (find) => {
  const addons = await find.rows("addons.list");
  const set = addons.find((row) => row["active"] === true);
  if (!set) throw new Error("no add-on is active");
  const name = String(set["name"]);
  return { path: { name }, json: { name, active: true, params: [] } };
};

async function newCi(find: Finder): Promise<string> {
  const type = await firstOf(find, "cis.types");
  const json = info({ ci_name: NAME, ci_type: type["id"] });
  return String((await firstOf(find, "cis.create", { json }))["id"]);
}
const relation: MakeExample = async (find) => {
  const { relationTypeId } = await firstOf(find, "cis.relationTypes");
  const json = [{ dest: await newCi(find), ciRelationType: relationTypeId }];
  return { path: { id: await newCi(find) }, json };
};

async function ownId(find: Finder): Promise<string> {
  const query = { query: find.account.userName, fields: "login_user" };
  const found = await find.rows("users.search", { query });
  const own = found.find((row) => valuesOf(row).get("login_user") === find.account.userName);
  if (!own) throw new Error("the account that asks is not found");
  return String(own["id"]);
}
const photo: MakeExample = async (find) => ({
  path: { id: await ownId(find) },
  form: [{ name: "file", text: "a picture", fileName: "me.png" }],
});

const asked = ({ account }: Finder) => ({ json: { userName: account.userName, domainName: "" } });
const answered: MakeExample = async (find) => {
  const example = { path: { method: "reset" }, ...asked(find) };
  const { userRefId, userSecurityQuestionsList: list } = await firstOf(
    find,
    "passwords.questions",
    example,
  );
  const questions: Row[] = Array.isArray(list) ? list : [];
  const answers = questions.map(({ id, question }) => ({
    id,
    question,
    answer: find.account.answers[String(id)] ?? "",
  }));
  return { json: { userRefId, userSecurityQuestionsList: answers } };
};

const texts = { json: [{ key: "dir" }, { key: "welcome" }] };

/** An example of every operation. */
export const EXAMPLES: Readonly<Record<OperationId, MakeExample>> = {
  login: ({ account: { userName, password } }) => ({ json: { user_name: userName, password } }),
  "users.list": asking({ ...PAGE, fields: "display_name,email_address" }),
  "users.read": one("users.list"),
  "users.search": asking({ ...PAGE, query: "a", fields: "display_name" }),
  "users.uploadPhoto": photo,
  "users.permissions": one("users.list"),
  "users.permission": async (find) => {
    const { path } = await one("users.list")(find);
    const example = path ? { path } : {};
    const list: unknown = (await firstOf(find, "users.permissions", example))["permissions"];
    const [first]: Row[] = Array.isArray(list) ? list : [];
    return { path: { ...path, permissionId: String(first?.["key"]) } };
  },
  "filters.list": asking(PAGE),
  "filters.read": one("filters.list"),
  "sr.list": asking({ ...RECORDS, sort: "title", dir: "desc", priority: "1,2,3" }),
  "sr.read": one("sr.list", RECORDS),
  "sr.search": asking({ ...RECORDS, query: "a" }),
  "sr.update": onRecord({ json: info({ title: `${NAME} 2` }) }),
  "sr.count": asking({ type: "all", priority: "1" }),
  "sr.close": onRecord({ json: { solution: NAME } }),
  "sr.template": asking({ type: "incident", fields: "title,status" }),
  "sr.create": () => ({ query: { type: "request" }, json: info({ title: NAME }) }),
  "sr.delete": async (find) => ({ query: { ids: await newRecord(find) } }),
  "sr.addLink": onRecord({ json: LINK }),
  "sr.deleteLink": onRecord({ json: { name: LINK.name } }, [["sr.addLink", { json: LINK }]]),
  "sr.addAttachment": onRecord(FILE),
  "sr.deleteAttachment": async (find) => {
    const path = { id: await newRecord(find) };
    await find.rows("sr.addAttachment", { path, ...FILE });
    const { fileId } = await entryOf(find, path, "attachments");
    return { path, json: { fileId } };
  },
  "sr.addActivity": (find) => onRecord(activity(find))(find),
  "sr.deleteActivity": async (find) => {
    const path = { id: await newRecord(find) };
    await find.rows("sr.addActivity", { path, ...activity(find) });
    const { id } = await entryOf(find, path, "activities");
    return { path, json: { id } };
  },
  "sr.sendMessage": async (find) => {
    const own = await ownId(find);
    const message = { fromUserId: own, toUsers: own, msgSubject: NAME, msgBody: "Hello" };
    const form = [{ name: "message", text: JSON.stringify(message) }, ...FILE.form];
    return onRecord({ form, query: { method: "email", addAttachmentToSr: "true" } })(find);
  },
  "actions.list": async (find) => ({
    query: { ...PAGE, ids: await newRecord(find, "change"), type: "change", status: "active" },
  }),
  "actions.count": asking({ type: "change" }),
  "actions.approve": action(0),
  "actions.reject": action(0),
  "actions.complete": action(1, 1),
  "actions.reopen": action(0, 1),
  "assets.list": asking({ ...PAGE, fields: "serial,model" }),
  "assets.read": one("assets.list"),
  "assets.search": asking({ ...PAGE, query: "a", fields: "serial" }),
  "lists.list": asking({ ...PAGE, entity: "sr" }),
  "lists.read": () => ({ path: { id: "status" }, query: { ...PAGE, entity: "sr" } }),
  "addons.list": nothing,
  "addons.read": one("addons.list", {}, "name"),
  "addons.update": addon,
  "addons.test": addon,
  "addons.refresh": nothing,
  "cis.create": async (find) => {
    const type = await firstOf(find, "cis.types");
    return { json: info({ ci_name: NAME, ci_type: type["id"] }) };
  },
  "cis.list": asking({ ...PAGE, fields: "ci_name,ci_type" }),
  "cis.read": one("cis.list"),
  "cis.update": async (find) => ({
    path: { id: await newCi(find) },
    json: info({ ci_name: `${NAME} 2` }),
  }),
  "cis.types": nothing,
  "cis.view": async (find) => ({
    ...(await one("cis.types", {}, "id", "ciTypeId")(find)),
    query: { view: "SysAidMobile" },
  }),
  "cis.relationTypes": nothing,
  "cis.relations": async (find) => {
    const { path, json } = await relation(find);
    await find.rows("cis.addRelations", { ...(path && { path }), json });
    return path ? { path } : {};
  },
  "cis.addRelations": relation,
  "cis.deleteRelations": async (find) => {
    const example = await relation(find);
    await find.rows("cis.addRelations", example);
    return example;
  },
  "texts.list": () => texts,
  "texts.listIn": () => ({ path: { locale: "fr" }, ...texts }),
  "passwords.domains": nothing,
  "passwords.services": nothing,
  "passwords.questions": (find) => ({ path: { method: "unlock" }, ...asked(find) }),
  "passwords.unlock": answered,
  "passwords.reset": answered,
  "passwords.update": async (find) => {
    const example = await answered(find);
    const { token } = await firstOf(find, "passwords.reset", example);
    const { userRefId } = await firstOf(find, "passwords.questions", {
      path: { method: "reset" },
      ...asked(find),
    });
    return { json: { userRefId, newPassword: `${find.account.password}-New1`, token } };
  },
  "files.download": async (find) => {
    await find.rows("users.uploadPhoto", await photo(find));
    const example = { path: { id: await ownId(find) }, query: { fields: "my_photo_url" } };
    const user = await firstOf(find, "users.read", example);
    return { query: { file: String(valuesOf(user).get("my_photo_url")) } };
  },
  "texts.read": () => ({ path: { key: "welcome" }, query: { language: "fr" } }),
};
