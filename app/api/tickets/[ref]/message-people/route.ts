import { MessagePeopleQuery, MessagePeopleResult } from "@/lib/contracts/ticket-acts";
import { getRoute } from "@/lib/server/api/route";
import { findMessagePeople } from "@/lib/server/tickets/message-people";

/** People and groups that a message about a ticket can go to. */
export const GET = getRoute({
  operation: "tickets.messagePeople",
  query: MessagePeopleQuery,
  result: MessagePeopleResult,
  run: ({ query, params, actor }) => findMessagePeople(actor, params.ref, query),
});
