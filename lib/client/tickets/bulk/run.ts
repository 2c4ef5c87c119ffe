import type { TicketDetail, TicketDetailResult, TicketWrite } from "@/lib/contracts/tickets";
import { ApiError, type ApiErrorCode } from "../../api";
import { meaningOf, type BulkWish } from "./wish";

/** What came of one ticket. `ticket` is how it was last read; `null` when it could not be. */
export interface BulkResult {
  ref: string;
  outcome: "done" | "same" | "failed";
  why: string | null;
  ticket: Pick<TicketDetail, "number" | "title"> | null;
}

/** What a run needs of the world. */
export interface BulkHands {
  read: (ref: string) => Promise<TicketDetailResult>;
  send: (ref: string, write: TicketWrite) => Promise<TicketDetailResult>;
  /** Before the next ticket: whether somebody wants no more of it. */
  isStopped: () => boolean;
  onResult: (result: BulkResult, written: TicketDetailResult | null) => void;
}

/** Failures that the next ticket would meet as well. */
const HALTING: readonly ApiErrorCode[] = [
  "not_signed_in",
  "source_sign_in_needed",
  "rate_limited",
  "network",
];

/**
 * Gives tickets one act, one after another, each read before it is written and sent once. Ends early when it is
 * stopped, or at a failure that would be every ticket's; what was not tried then has no result.
 */
export async function runBulk(
  refs: readonly string[],
  wish: BulkWish,
  hands: BulkHands,
): Promise<void> {
  for (const ref of refs) {
    if (hands.isStopped()) return;
    const { result, written, halts } = await giveTo(ref, wish, hands);
    hands.onResult(result, written);
    if (halts) return;
  }
}

interface Given {
  result: BulkResult;
  written: TicketDetailResult | null;
  halts: boolean;
}

async function giveTo(ref: string, wish: BulkWish, hands: BulkHands): Promise<Given> {
  let ticket: BulkResult["ticket"] = null;
  try {
    const read = (await hands.read(ref)).ticket;
    ticket = read;
    const meaning = meaningOf(wish, read);
    if (meaning.kind === "refused") {
      const result = { ref, ticket, outcome: "failed", why: meaning.why } as const;
      return { result, written: null, halts: false };
    }
    const written = meaning.kind === "same" ? null : await hands.send(ref, meaning.write);
    const outcome = written === null ? "same" : "done";
    return { result: { ref, ticket, outcome, why: null }, written, halts: false };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const result = { ref, ticket, outcome: "failed", why: error.title } as const;
    return { result, written: null, halts: HALTING.includes(error.code) };
  }
}
