import type { TicketDetailResult } from "@/lib/contracts/tickets";
import { isSaid, leavesTrace, standsSo } from "@/lib/domain/act-arrived";
import { setDueOf } from "@/lib/domain/sla/target";
import { ApiError, type ApiErrorCode } from "../api";
import { fetchTicket, sendTicketWrite } from "./requests";
import type { TicketAct } from "./ticket-acts";

/** Failures after which this page alone cannot tell what became of an act: Sightline's own answer is missing. */
const NO_ANSWER: readonly ApiErrorCode[] = ["network", "unreadable", "internal"];
const LOOK_MS = 10_000;

const KEPT = "What you typed stays here; look at the ticket before you repeat it.";
const UNSEEN = `No answer came from Sightline, and the ticket does not show it so far. ${KEPT}`;
const UNKNOWN = `No answer came from Sightline, and it is not known whether it arrived. ${KEPT}`;

interface Ways {
  send: typeof sendTicketWrite;
  read: (ref: string) => Promise<TicketDetailResult>;
}
const WAYS: Ways = {
  send: sendTicketWrite,
  read: (ref) => fetchTicket(ref, { fresh: true, signal: AbortSignal.timeout(LOOK_MS) }),
};

/**
 * Sends an act once. Where no answer comes from Sightline, the ticket is read again: one that shows the act is the
 * answer. Throws {@link ApiError}, whose title then says what was found.
 */
export async function sendAct(
  { ref, write, shown }: TicketAct,
  { send, read }: Ways = WAYS,
): Promise<TicketDetailResult> {
  try {
    return await send(ref, write);
  } catch (error) {
    if (!(error instanceof ApiError) || !NO_ANSWER.includes(error.code)) throw error;
    const tells = write.act === "comment" || leavesTrace(shown);
    const found = tells ? await read(ref).catch(() => null) : null;
    if (found === null || found.ticket.conversation.state !== "live") {
      throw new ApiError({ ...factsOf(error), title: UNKNOWN }, error);
    }
    if (shows(found, { write, shown })) return found;
    throw new ApiError({ ...factsOf(error), title: UNSEEN }, error);
  }
}

function shows(
  { ticket }: TicketDetailResult,
  { write, shown }: Pick<TicketAct, "write" | "shown">,
): boolean {
  if (write.act !== "comment") {
    return standsSo(shown, { ...ticket, dueAt: setDueOf(ticket) });
  }
  // A page does not know its entries' authors; what is new and the same is taken for its reader's own.
  const said = ticket.events.map(({ id, html }) => ({ id, text: html, isOwn: true }));
  return isSaid(write.text, said, new Set(write.seen?.entries));
}

function factsOf({ code, status, requestId, source }: ApiError) {
  return {
    code,
    status,
    ...(requestId === null ? {} : { requestId }),
    ...(source === null ? {} : { source }),
  };
}
