import "server-only";
import { z } from "zod";
import { ARCHIVE, IDS, PAGE, SHAPE, SORT, TYPE, inferred, optional, reading, rowsOf } from "./rows";
import { Count, EMPTY, Flag, Id, json, listOf } from "./shapes";

// `hasEmptyRequred` is the document's own spelling; servers may have mended it.
const ActionItem = z.looseObject({
  id: Id,
  hasApproved: Flag.optional(),
  hasEmptyRequred: Flag.optional(),
});

const NARROWED = [
  ...SHAPE,
  TYPE,
  IDS,
  optional("staticFilterId", "string", "A filter of the scoreboard"),
  ARCHIVE,
  optional("query", "string", "Words to look for"),
];
const deciding = { method: "PUT", answer: EMPTY, danger: "writes", right: "everyone" } as const;

export const ACTION_ITEMS = rowsOf("Action items", [
  {
    ...inferred("actions.list"),
    title: "List action items",
    query: [...NARROWED, ...PAGE, ...SORT],
    anyFilter: true,
    answer: listOf(ActionItem),
    ...reading("everyone"),
  },
  {
    ...inferred("actions.count"),
    title: "Count action items",
    query: NARROWED,
    anyFilter: true,
    answer: json(Count),
    ...reading("everyone"),
  },
  { ...inferred("actions.approve"), title: "Approve an action item", ...deciding },
  { ...inferred("actions.reject"), title: "Reject an action item", ...deciding },
  { ...inferred("actions.complete"), title: "Complete an action item", ...deciding },
  { ...inferred("actions.reopen"), title: "Reopen an action item", ...deciding },
]);
