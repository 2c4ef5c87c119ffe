import { expect, test } from "vitest";
import type { TicketApprovalRow } from "@/lib/contracts/ticket-acts";
import {
  meantApproval,
  toAddLinkAct,
  toDecisionAct,
  toDeleteAct,
  toLinkTicketAct,
  toRemoveLinkAct,
  withDecisions,
} from "./rarer-acts";
import { dropRow } from "./ticket-acts";
import { aTicket } from "./testing/a-ticket";

const ticket = aTicket(4, { awaitsApproval: true });
const row = (id: string, more: Partial<TicketApprovalRow> = {}): TicketApprovalRow => ({
  id,
  kind: "approval",
  title: null,
  state: "pending",
  approverName: null,
  decidedBy: null,
  note: null,
  at: null,
  isMine: false,
  decisions: ["approve", "reject"],
  refusal: null,
  ...more,
});

test("a decision is taken back by opening the same thing again, and that has no way back", () => {
  const act = toDecisionAct(ticket, { row: row("7"), decision: "reject", note: "No." }, [row("7")]);
  expect(act.write).toEqual({ act: "decide", decision: "reject", approvalId: "7", note: "No." });
  expect(act.shown).toEqual({ awaitsApproval: false });
  expect(act.back?.write).toMatchObject({ decision: "reopen", approvalId: "7", note: null });
  const back = toDecisionAct(ticket, { row: row("7"), decision: "reopen", note: null }, []);
  expect(back.back).toBeUndefined();
});

test("while another approval waits the ticket does, and work that is to be done is none", () => {
  const decide = (others: TicketApprovalRow[]) =>
    toDecisionAct(ticket, { row: row("1"), decision: "approve", note: null }, others).shown;
  expect(decide([row("1"), row("2")])).toEqual({ awaitsApproval: true });
  expect(decide([row("1"), row("2", { kind: "task" })])).toEqual({ awaitsApproval: false });
});

test("decisions on their way show as made, on their own ticket alone", () => {
  const act = toDecisionAct(ticket, { row: row("1"), decision: "approve", note: null }, []);
  const states = (ref: string) =>
    withDecisions(ref, [row("1"), row("2")], [act]).map(({ state }) => state);
  expect(states(ticket.ref)).toEqual(["approved", "pending"]);
  expect(states("kace:ticket:9")).toEqual(["pending", "pending"]);
});

test("a plain yes means what waits for its reader, else the only thing, else nothing", () => {
  const mine = row("2", { isMine: true });
  expect(meantApproval([row("1"), mine])).toBe(mine);
  expect(meantApproval([row("1"), row("3", { decisions: [] })])?.id).toBe("1");
  expect(meantApproval([row("1"), row("3")])).toBeNull();
  expect(meantApproval([])).toBeNull();
});

test("links come and go by their names, and deleting has no way back", () => {
  const link = { name: "Manual", address: "https://manual.example/" };
  expect(toAddLinkAct(ticket, link).back?.write).toEqual({ act: "removeLink", name: "Manual" });
  expect(toRemoveLinkAct(ticket, link).back?.write).toEqual({ act: "addLink", ...link });
  const other = aTicket(9, { source: "sysaid" });
  expect(toLinkTicketAct(ticket, other).back?.write).toEqual({
    act: "removeLink",
    name: "SysAid 9",
  });
  expect(toDeleteAct(ticket).back).toBeUndefined();
});

test("a ticket that is gone leaves its page and its count", () => {
  const page = { rows: [aTicket(1), aTicket(2)], total: 20 };
  expect(dropRow(page, aTicket(1).ref)).toMatchObject({ rows: [{ number: "2" }], total: 19 });
  expect(dropRow(page, "kace:ticket:9")).toBe(page);
});
