import { expect, test } from "vitest";
import type { TicketDetail, TicketDetailResult } from "@/lib/contracts/tickets";
import { ApiError, type ApiErrorCode } from "../api";
import { sendAct } from "./send-act";
import { aTicket } from "./testing/a-ticket";
import { toCommentAct, toStatusAct, type TicketAct } from "./ticket-acts";

const FRESH = { state: "fresh", asOf: "2026-03-01T12:00:00.000Z" } as const;
const LIVE = { state: "live", asOf: FRESH.asOf } as const;
const answer = (more: Partial<TicketDetail>): TicketDetailResult => ({
  ticket: aTicket(1, { conversation: LIVE, ...more }),
  sources: { kace: FRESH, sysaid: FRESH },
});
const entry = (id: string, html: string) => ({
  id,
  kind: "comment" as const,
  at: FRESH.asOf,
  authorName: "Abe",
  html,
  minutes: null,
  attachments: [],
  steps: [],
});
const SEEN = { entries: ["1"], from: null, statuses: ["New"], assignees: [] };
const comment = toCommentAct("kace:ticket:1", { text: "a < b", internal: false }, SEEN);
const status = toStatusAct(aTicket(1, { statusId: "1" }), { id: "2", label: "Open", kind: "open" });

/** Sends an act whose own answer is a failure, and counts. */
async function lose(code: ApiErrorCode, act: TicketAct, found: TicketDetailResult | null) {
  let sent = 0;
  let looked = 0;
  const outcome = await sendAct(act, {
    send: () => {
      sent += 1;
      return Promise.reject(new ApiError({ code, title: "No.", status: 0, requestId: "r-9" }));
    },
    read: () => {
      looked += 1;
      return found === null ? Promise.reject(new Error("away")) : Promise.resolve(found);
    },
  }).catch((error: unknown) => error);
  return { sent, looked, outcome };
}

test.each(["network", "unreadable", "internal"] as const)(
  "%s: an act that the ticket shows was done, and is sent no second time",
  async (code) => {
    const said = answer({ events: [entry("1", "hello"), entry("2", "a &lt; b")] });
    expect(await lose(code, comment, said)).toEqual({ sent: 1, looked: 1, outcome: said });
    const open = answer({ statusId: "2" });
    expect(await lose(code, status, open)).toEqual({ sent: 1, looked: 1, outcome: open });
  },
);

test("an act that the ticket does not show is told so, with what to do", async () => {
  for (const [act, found] of [
    [comment, answer({ events: [entry("1", "a &lt; b")] })],
    [status, answer({ statusId: "1" })],
  ] as const) {
    const { outcome, sent } = await lose("network", act, found);
    expect(sent).toBe(1);
    expect(outcome).toMatchObject({
      code: "network",
      requestId: "r-9",
      title: expect.stringMatching(/does not show it so far.*stays here/) as unknown,
    });
  }
});

test("where the ticket cannot be read live, it is not known", async () => {
  const saved = { state: "saved", asOf: FRESH.asOf, reason: "KACE does not answer" } as const;
  for (const found of [null, answer({ statusId: "2", conversation: saved })]) {
    const { outcome } = await lose("network", status, found);
    expect(outcome).toMatchObject({
      title: expect.stringContaining("not known whether") as unknown,
    });
  }
});

test("an answer of Sightline's own is the last word", async () => {
  const { outcome, looked } = await lose("source_unavailable", status, answer({ statusId: "2" }));
  expect(looked).toBe(0);
  expect(outcome).toMatchObject({ code: "source_unavailable", title: "No." });
});
