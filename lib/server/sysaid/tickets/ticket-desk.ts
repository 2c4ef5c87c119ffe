import "server-only";
import { type Ref, splitRef, toRef } from "@/lib/domain/ref";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { RecordLink, TicketDesk, TicketMessage } from "@/lib/server/upstream/ticket-desk";
import { orNull } from "../client";
import { idOf } from "../item";
import { linksOf, namedRecordsOf } from "../map-events";
import type { Caller } from "../session";
import { type WireRecord, parseOneRecord } from "../wire";
import { readActionItems } from "./action-items";

/** What the document calls the ways of a message. */
const METHODS = { email: "email", sms: "SMS" } as const;

/** The rarer acts of service records: action items, links, removal, messages. It has no copies and no templates. */
export function createTicketDesk(caller: Caller): TicketDesk {
  return {
    // The four operations of an action item take nothing but its id.
    keepsNotes: false,
    approvals: (ref, call) => readActionItems(caller, recordId(ref), call),
    async decide(ref, { id, decision }, call) {
      recordId(ref);
      if (!/^\d{1,15}$/.test(id)) throw new UpstreamRefusal("sysaid", "This is no action item.");
      await caller.send(`actions.${decision}`, { path: { id } }, call);
    },
    async links(ref, call) {
      const input = { path: { id: recordId(ref) }, query: { fields: LINK_FIELDS } };
      const answer = await orNull(() => caller.send("sr.read", input, call));
      const form = parseOneRecord(answer, "sr.read");
      return { links: form === null ? [] : toLinks(form), untold: null };
    },
    async removeLink(ref, name, call) {
      await caller.send("sr.deleteLink", { path: { id: recordId(ref) }, body: { name } }, call);
    },
    async remove(ref, call) {
      await caller.send("sr.delete", { query: { ids: [recordId(ref)] } }, call);
    },
    async mayRemove({ ref }, call) {
      const input = { path: { id: recordId(ref) }, query: { fields: ["id"] } };
      const answer = await orNull(() => caller.send("sr.read", input, call));
      return parseOneRecord(answer, "sr.read")?.canDelete ?? null;
    },
    async message(ref, message, call) {
      const path = { id: recordId(ref) };
      const params = {
        method: METHODS[message.method],
        addSrDetails: message.addDetails ? "true" : "false",
      };
      const form = { message: JSON.stringify(toWireMessage(message)) };
      await caller.send("sr.sendMessage", { path, query: { params }, form }, call);
    },
  };
}

const LINK_FIELDS = ["links", "parent_link", "childs", "linkedSRs"];

/** Only the shape of `links` follows from a document; the others are read as ids, or as lists of things with an id. */
function toLinks(form: WireRecord): RecordLink[] {
  const parent = idOf(form, "parent_link");
  const named = (key: string, relation: "child" | "related"): RecordLink[] =>
    namedRecordsOf(form, key)
      .filter((id) => id !== form.id)
      .map((id) => ({ relation, ref: toRef("sysaid", "record", id) }));
  return [
    ...(parent !== null && /^\d+$/.test(parent)
      ? [{ relation: "parent" as const, ref: toRef("sysaid", "record", parent) }]
      : []),
    ...named("childs", "child"),
    ...named("linkedsrs", "related"),
    ...linksOf(form).map((link) => ({ relation: "link" as const, ...link })),
  ];
}

/** Groups stand in brackets among the ids of people. */
function toWireMessage({ from, to, cc, subject, text }: TicketMessage): Record<string, string> {
  const toList = (refs: readonly Ref[]) => refs.map(toAddressee).join(",");
  return {
    ...(from === null ? {} : { fromUserId: splitRef(from).nativeId }),
    toUsers: toList(to),
    ccUsers: toList(cc),
    msgSubject: subject,
    msgBody: text,
  };
}

function toAddressee(ref: Ref): string {
  const { source, entity, nativeId } = splitRef(ref);
  if (source === "sysaid" && /^\d{1,15}$/.test(nativeId)) {
    if (entity === "user") return nativeId;
    if (entity === "group") return `[${nativeId}]`;
  }
  throw new UpstreamRefusal("sysaid", "A message goes to people and groups of SysAid alone.");
}

function recordId(ref: Ref): string {
  const { source, entity, nativeId } = splitRef(ref);
  if (source === "sysaid" && entity === "record") return nativeId;
  throw new UpstreamRefusal("sysaid", "This record is not one of SysAid’s.");
}
