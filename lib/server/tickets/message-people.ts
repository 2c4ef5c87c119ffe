import "server-only";
import type { MessagePeopleQuery, MessagePeopleResult } from "@/lib/contracts/ticket-acts";
import type { z } from "zod";
import { toRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { absenceOf } from "@/lib/server/auth/home";
import { searchAccounts } from "@/lib/server/store/read/account-choices";
import { readQueueNames } from "@/lib/server/store/read/people";
import * as store from "@/lib/server/store/read/tickets";

type Person = MessagePeopleResult["people"][number];

const PEOPLE_MAX = 20;
const GROUPS_MAX = 10;

/**
 * Whom a message about a ticket can go to: its requester and its assignee first, then the groups and accounts of its
 * source that hold the words. Accounts are told to those alone who see all of the source. Throws {@link absenceOf}.
 */
export async function findMessagePeople(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  refText: string | undefined,
  { q = "" }: z.infer<typeof MessagePeopleQuery>,
): Promise<MessagePeopleResult> {
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  const { db } = runtime.store;
  const visibility = visibilityOf(viewer);
  const ticket = await store.readTicket(db, visibility, ref);
  if (!ticket) throw absenceOf(runtime, viewer, { ref, what: "ticket" });
  const { source } = ticket;
  const seesAll = visibility[source] === "all";
  const [accounts, queues] = await Promise.all([
    searchAccounts(db, visibility, { source, search: q, limit: PEOPLE_MAX }),
    seesAll ? readQueueNames(db, visibility, source) : [],
  ]);
  const groups = queues.filter(({ name }) => name.toLowerCase().includes(q.trim().toLowerCase()));
  const found: Person[] = [
    ...partOf("requester", ticket.requesterRef, ticket.requesterName, q),
    ...partOf("assignee", ticket.assigneeRef, ticket.assigneeName, q),
    ...groups.slice(0, GROUPS_MAX).map(({ ref: group, name }) => ({
      ref: group,
      label: name,
      part: "group" as const,
    })),
    ...accounts.choices.map(({ id, label }) => ({
      ref: toRef(source, "user", id),
      label,
      part: "person" as const,
    })),
  ];
  const people = found.filter((one, at) => found.findIndex(({ ref }) => ref === one.ref) === at);
  return { people, isAll: accounts.isAll && groups.length <= GROUPS_MAX };
}

function partOf(
  part: "requester" | "assignee",
  ref: Ref | null,
  name: string | null,
  q: string,
): Person[] {
  if (ref === null || !(name ?? "").toLowerCase().includes(q.trim().toLowerCase())) return [];
  return [{ ref, label: name ?? "Without a name", part }];
}
