import "server-only";
import type { FormChoice, RecordForm } from "@/lib/domain/record-form";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { FormDesk } from "@/lib/server/upstream/form-desk";
import { fillPath } from "@/lib/server/upstream/fill-path";
import type { Call } from "@/lib/server/upstream/port";
import { z } from "zod";
import { orNull } from "../client";
import type { Knowledge } from "../knowledge";
import { type SysaidOperation, operationOf } from "../operations";
import type { Caller } from "../session";
import { fold, parseList, shapeError, toEntries } from "../wire";
import { toFormFields, writeItem } from "./form-items";

/** Values of a list that are read at most, to be looked through here: the server searches none. */
const LIST_LENGTH_MAX = 2_000;
const PAGE_LENGTH = 500;

const Form = z.preprocess(
  fold,
  z.object({
    id: z.union([z.string(), z.number()]),
    canupdate: z.unknown().optional(),
    info: z.unknown().optional(),
  }),
);

/**
 * CIs as forms, with a person's session. The API changes no assets: of an asset, its CI is what can be written.
 * Files of CIs are told nowhere in the document, so there are none.
 */
export function createFormDesk(
  caller: Caller,
  knowledge: Knowledge,
  operations: readonly SysaidOperation[],
): FormDesk {
  const update = operationOf("cis.update", operations);
  return {
    async read(ref, call) {
      const id = ciIdOf(ref);
      if (id === null) return null;
      const ask = () => caller.send("cis.read", { path: { id } }, call);
      const [entry] = toEntries(await orNull(ask), "cis.read");
      if (entry === undefined) return null;
      const parsed = Form.safeParse(entry);
      if (!parsed.success) throw shapeError("cis.read", "id: missing");
      const form = toForm(ref, parsed.data);
      const types = await knowledge.ciTypes(caller, call);
      const typeId = valueIn(form, "ci_type");
      return { ...form, typeLabel: types.get(typeId) || form.typeLabel };
    },
    async choices(form, field, { search, limit }, call) {
      if (field.from === null || field.from === "user") return null;
      const all = await readList(
        caller,
        { list: field.from, type: valueIn(form, "ci_type") },
        call,
      );
      if (all === null) return null;
      const wanted = search.trim().toLowerCase();
      const found = all.filter(({ label }) => label.toLowerCase().includes(wanted));
      return { choices: found.slice(0, limit), isAll: found.length <= limit };
    },
    prepare(form, values) {
      const id = requireCiId(form.ref);
      const byKey = new Map(form.fields.map((field) => [field.key, field]));
      const info = [...values].map(([key, value]) => {
        const field = byKey.get(key);
        if (!field) throw new UpstreamRefusal("sysaid", "SysAid’s form does not have this field.");
        return { key, value: writeItem(field, value) };
      });
      const path = fillPath(update, { id });
      return { operationId: update.id, method: update.method, path, body: { id, info } };
    },
    async send(ref, { body }, call) {
      await caller.send("cis.update", { path: { id: requireCiId(ref) }, body }, call);
    },
  };
}

function toForm(ref: Ref, wire: z.infer<typeof Form>): RecordForm {
  const fields = toFormFields(wire.info);
  const captionOf = (key: string) => fields.find((field) => field.key === key)?.text ?? null;
  const title = fields.find(({ key }) => key === "ci_name")?.value;
  const isLocked = wire.canupdate === false || wire.canupdate === "false";
  return {
    ref,
    typeLabel: captionOf("ci_type") ?? "CI",
    title: typeof title === "string" && title !== "" ? title : `CI ${wire.id}`,
    readOnly: isLocked ? "SysAid does not let you change this CI." : null,
    timeZone: null,
    fields,
  };
}

/** All values of a CI's list; `null` where the server knows no such list. */
async function readList(
  caller: Caller,
  { list, type }: { list: string; type: string },
  call: Call,
): Promise<FormChoice[] | null> {
  const params = { entity: "ci", ...(/^\d+$/.test(type) ? { entityType: type } : {}) };
  const all = new Map<string, FormChoice>();
  for (let offset = 0; offset < LIST_LENGTH_MAX; offset += PAGE_LENGTH) {
    const query = { params, limit: PAGE_LENGTH, offset };
    const ask = () => caller.send("lists.read", { path: { id: list }, query }, call);
    const answer = await orNull(ask);
    if (answer === null) return offset === 0 ? null : [...all.values()];
    const values = parseList(answer, "lists.read");
    const known = all.size;
    for (const { id, caption } of values) if (id !== "0") all.set(id, { id, label: caption });
    // Servers differ in whether they page lists; one that does not sends the same again.
    if (values.length < PAGE_LENGTH || all.size === known) break;
  }
  return [...all.values()];
}

function valueIn(form: RecordForm, key: string): string {
  const value = form.fields.find((field) => field.key === key)?.value;
  return typeof value === "string" ? value : "";
}

function ciIdOf(ref: Ref): string | null {
  const { source, entity, nativeId } = splitRef(ref);
  return source === "sysaid" && entity === "ci" ? nativeId : null;
}

function requireCiId(ref: Ref): string {
  const id = ciIdOf(ref);
  if (id === null) throw new UpstreamRefusal("sysaid", "This is not a CI of SysAid.");
  return id;
}
