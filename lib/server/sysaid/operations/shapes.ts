import "server-only";
import { z } from "zod";
import type { Answer, Body } from "@/lib/server/upstream/operation";

// What requests and answers are made of, after the document's samples and the recorded answers. They name what is
// relied on and let everything else through; `wire.ts` reads the rest of what servers do. No transforms: these
// shapes are also told to people and to OpenAPI.

export const Id = z.union([z.string(), z.number()]);
export const Flag = z.union([z.boolean(), z.string(), z.number()]);
const Text = z.string();
const TextOrNothing = z.union([z.string(), z.number(), z.boolean()]).nullish();

/** One field of a record, as answers tell it. Forms add `mandatory`, `editable`, `type`, `defaultValue`. */
const Item = z.looseObject({
  key: Text,
  value: z.unknown(),
  keyCaption: TextOrNothing,
  valueCaption: TextOrNothing,
});

/** A field as a write names it: `{key, value}`, or in short `{responsibility: 66}` as the document's samples have it. */
const WrittenItem = z.union([
  z.looseObject({ key: Text, value: z.unknown() }),
  z.record(z.string(), z.unknown()),
]);

export const UserRow = z.looseObject({ id: Id, name: TextOrNothing, info: z.array(Item) });
export const RecordRow = z.looseObject({
  id: Id,
  canUpdate: Flag.optional(),
  canDelete: Flag.optional(),
  canArchive: Flag.optional(),
  info: z.array(Item),
});
export const AssetRow = z.looseObject({
  id: Id,
  name: TextOrNothing,
  group: TextOrNothing,
  info: z.array(Item),
});
export const CiRow = z.looseObject({ id: Id, info: z.array(Item) });

export const Count = z.looseObject({ count: z.union([z.number(), z.string()]) });
export const KeyAndValue = z.looseObject({ key: Text, value: TextOrNothing });
export const ListValue = z.looseObject({ id: Id, caption: TextOrNothing });
export const Message = z.looseObject({ actionMessage: Text });

/** The fields that a write sets; only those that change are named. */
export const WrittenInfo = z.looseObject({ info: z.array(WrittenItem) });

/** A JSON body of this shape. */
export const json = (schema: z.ZodType): Body & Answer => ({ kind: "json", schema });

/** A list. Without rows servers have answered a JSON string in place of an empty array. */
export const listOf = (row: z.ZodType): Answer => json(z.union([z.array(row), z.string()]));

/** One record: an object, or a list of one. */
export const oneOf = (row: z.ZodType): Answer => json(z.union([row, z.array(row)]));

export const EMPTY = { kind: "empty" } as const satisfies Answer;
export const TEXT = { kind: "text" } as const satisfies Answer;
