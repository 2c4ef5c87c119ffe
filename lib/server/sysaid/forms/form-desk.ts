import "server-only";
import type { RecordForm } from "@/lib/domain/record-form";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { FormDesk } from "@/lib/server/upstream/form-desk";
import { fillPath } from "@/lib/server/upstream/fill-path";
import { z } from "zod";
import { orNull } from "../client";
import type { Knowledge } from "../knowledge";
import { type SysaidOperation, operationOf } from "../operations";
import type { Caller } from "../session";
import { fold, shapeError, toEntries } from "../wire";
import { toFormFields, writeItem } from "./form-items";
import { readFormList, searchList, valueIn } from "./lists";

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
      const list = { list: field.from, entity: "ci", type: valueIn(form, "ci_type") } as const;
      const all = await readFormList(caller, list, call);
      return all && searchList(all, { search, limit });
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

function ciIdOf(ref: Ref): string | null {
  const { source, entity, nativeId } = splitRef(ref);
  return source === "sysaid" && entity === "ci" ? nativeId : null;
}

function requireCiId(ref: Ref): string {
  const id = ciIdOf(ref);
  if (id === null) throw new UpstreamRefusal("sysaid", "This is not a CI of SysAid.");
  return id;
}
