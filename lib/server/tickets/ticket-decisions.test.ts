import { beforeAll, beforeEach, expect, test } from "vitest";
import { TicketApprovalsResult } from "@/lib/contracts/ticket-acts";
import { TicketDetailResult, type TicketWrite } from "@/lib/contracts/tickets";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Decision } from "@/lib/domain/ticket-approval";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { createJointCompany, createTestAppliances } from "@/simulators/test-appliances";
import { ActUnclear, Conflict, Forbidden } from "../failures";
import type { Runtime } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { listTickets } from "../store/read/tickets";
import { stageAppliances } from "../testing/appliance-stage";
import { UpstreamHttpError } from "../upstream/errors";
import { readTicketApprovals } from "./approvals";
import { listQueues } from "./list-queues";
import { writeTicket } from "./write-ticket";

// Decisions in both systems. In KACE ticket 4 waits for mia, who is its submitter's manager; in SysAid record 1, a
// request of leo's, waits for uma, his. ada administers both, leo only asks for help.

const joint = createJointCompany();
const values = joint.sysaid.lists["status"]?.values ?? [];
const company = {
  ...joint,
  sysaid: {
    ...joint.sysaid,
    lists: {
      ...joint.sysaid.lists,
      status: {
        caption: "Status",
        values: [
          ...values,
          { id: "23", caption: "In Approval Process", valueClass: 0 as const },
          { id: "33", caption: "Request opened and being analyzed", valueClass: 0 as const },
          { id: "35", caption: "Request Rejected", valueClass: 1 as const },
        ],
      },
    },
    records: joint.sysaid.records.map((one) =>
      one.id === 1 ? { ...one, srType: 10 as const, status: 23, requestUserId: 5, cc: "" } : one,
    ),
  },
};
const { kace, sysaid, start } = createTestAppliances(company);
const stage = stageAppliances(start);
const { as } = stage;

let runtime: Runtime;
let ada: Viewer;
let mia: Viewer;
let uma: Viewer;
let leo: Viewer;
beforeAll(async () => {
  runtime = stage.runtime();
  ada = await stage.enter("ada");
  mia = await stage.enter("mia");
  uma = await stage.enter("uma");
  leo = await stage.enter("leo");
});
beforeEach(async () => {
  for (const ref of [KACE, SYSAID]) {
    const [item] = (await approvals(ref, ada)).approvals;
    if (item?.decisions.includes("reopen")) await decide(ref, "reopen", ada);
  }
});

const KACE = toRef("kace", "ticket", 4);
const SYSAID = toRef("sysaid", "record", 1);
const write = async (ref: Ref, act: TicketWrite, viewer: Viewer) =>
  TicketDetailResult.parse(await writeTicket(as(viewer), ref, act)).ticket;
const approvals = async (ref: Ref, viewer: Viewer) =>
  TicketApprovalsResult.parse(await readTicketApprovals(as(viewer), ref));
const decide = (ref: Ref, decision: Decision, viewer: Viewer, note: string | null = null) =>
  approvals(ref, ada).then((found) =>
    write(
      ref,
      { act: "decide", decision, approvalId: found.approvals[0]?.id ?? null, note },
      viewer,
    ),
  );
const failureOf = (act: Promise<unknown>) =>
  act.then(
    () => null,
    (error: unknown) => error,
  );
const lastAudit = async () => (await readAudit(runtime.store.db, 1))[0];
const waitingFor = async (viewer: Viewer) => {
  const query = { flag: ["awaitsMyApproval", "open"], limit: 20, offset: 0 } as const;
  const { rows } = await listTickets(runtime.store.db, visibilityOf(viewer), query);
  return rows.map(({ ref, approverName }) => [ref, approverName]);
};

const CASES = [
  {
    source: "kace",
    ref: KACE,
    approver: () => mia,
    name: "Mia Moss",
    paths: "/api/service_desk/tickets/4/*",
  },
  {
    source: "sysaid",
    ref: SYSAID,
    approver: () => uma,
    name: "Uma Unger",
    paths: "/api/v1/action/*",
  },
] as const;

test.each(CASES)(
  "$source: what waits for somebody is a row of their own queue, with a true count",
  async (one) => {
    const viewer = one.approver();
    expect(await waitingFor(viewer)).toEqual([[one.ref, one.name]]);
    const { views } = await listQueues(as(viewer), { zone: "UTC", by: "queue" });
    expect(views.find(({ id }) => id === "myApproval")?.count).toBe(1);
    expect(await waitingFor(leo)).toEqual([]);
  },
);

test.each(CASES)(
  "$source: who is asked approves, takes it back, and rejects with a reason",
  async (one) => {
    const viewer = one.approver();
    const [item] = (await approvals(one.ref, viewer)).approvals;
    expect(item).toMatchObject({
      state: "pending",
      isMine: true,
      decisions: ["approve", "reject"],
    });
    const approved = await decide(one.ref, "approve", viewer);
    expect(approved.awaitsApproval).toBe(false);
    expect((await approvals(one.ref, ada)).approvals[0]?.state).toBe("approved");
    expect(await waitingFor(viewer)).toEqual([]);
    expect((await decide(one.ref, "reopen", viewer)).awaitsApproval).toBe(true);
    expect(await waitingFor(viewer)).toEqual([[one.ref, one.name]]);
    await decide(one.ref, "reject", viewer);
    const [rejected] = (await approvals(one.ref, ada)).approvals;
    expect(rejected).toMatchObject({ state: "rejected", decidedBy: one.name });
    expect(await lastAudit()).toMatchObject({
      operation: "tickets.decide",
      outcome: "ok",
      detail: { decision: "reject" },
    });
  },
);

test.each(CASES)(
  "$source: a reason is kept where those concerned read it, and never in the audit",
  async (one) => {
    const after = await decide(one.ref, "reject", ada, "The budget is <b>used up</b>.");
    expect(after.events.some(({ html }) => html.includes("used up"))).toBe(true);
    expect(JSON.stringify(await readAudit(runtime.store.db, 3))).not.toContain("used up");
  },
);

test.each(CASES)("$source: nobody else decides, and nothing is sent for them", async (one) => {
  const other = one.source === "kace" ? uma : leo;
  const error = await failureOf(decide(one.ref, "approve", other));
  expect(error).toBeInstanceOf(Forbidden);
  expect(String(error)).toContain(one.name);
  expect((await approvals(one.ref, ada)).approvals[0]?.state).toBe("pending");
});

test.each(CASES)(
  "$source: a refusal is told in its system's words and changes nothing",
  async (one) => {
    const words = "The workflow is frozen.";
    const body =
      one.source === "kace" ? { errorDescription: words } : { status: 400, message: words };
    const control = one.source === "kace" ? kace.control : sysaid.control;
    const method = one.source === "kace" ? "POST" : "PUT";
    control.faults.order({ method, path: one.paths, fault: { kind: "status", status: 400, body } });
    const error = await failureOf(decide(one.ref, "approve", one.approver()));
    expect(error).toBeInstanceOf(UpstreamHttpError);
    expect(error).toMatchObject({ upstreamMessage: words });
    expect((await approvals(one.ref, ada)).approvals[0]?.state).toBe("pending");
    expect(await lastAudit()).toMatchObject({ operation: "tickets.decide", outcome: "refused" });
  },
);

test.each(CASES)(
  "$source: a decision that arrived although its answer was lost counts as made",
  async (one) => {
    const control = one.source === "kace" ? kace.control : sysaid.control;
    const method = one.source === "kace" ? "POST" : "PUT";
    const fault = { kind: "status", status: 500, carriedOut: true } as const;
    control.faults.order({ method, path: one.paths, times: 1, fault });
    expect((await decide(one.ref, "approve", ada)).awaitsApproval).toBe(false);
    expect(await lastAudit()).toMatchObject({ outcome: "ok" });
  },
);

test.each(CASES)(
  "$source: a decision that did not arrive is sent once and told so",
  async (one) => {
    const control = one.source === "kace" ? kace.control : sysaid.control;
    const method = one.source === "kace" ? "POST" : "PUT";
    control.faults.order({ method, path: one.paths, times: 1, fault: { kind: "reset" } });
    expect(await failureOf(decide(one.ref, "approve", ada))).toBeInstanceOf(ActUnclear);
    expect((await approvals(one.ref, ada)).approvals[0]?.state).toBe("pending");
    expect(await lastAudit()).toMatchObject({ operation: "tickets.decide", outcome: "failed" });
  },
);

test.each(CASES)("$source: what stands otherwise by now is not decided again", async (one) => {
  await decide(one.ref, "approve", ada);
  expect(await failureOf(decide(one.ref, "reject", ada))).toBeInstanceOf(Conflict);
  expect((await approvals(one.ref, ada)).approvals[0]?.state).toBe("approved");
});

test("without an id the decision is the one that waits for its writer", async () => {
  const act = { act: "decide", decision: "approve", approvalId: null, note: null } as const;
  expect((await write(SYSAID, act, uma)).awaitsApproval).toBe(false);
});

test("a step after the approval is completed, and opened again", async () => {
  await decide(SYSAID, "approve", ada);
  const task = (await approvals(SYSAID, ada)).approvals[1];
  expect(task).toMatchObject({ kind: "task", state: "pending", decisions: ["complete"] });
  const of = (decision: Decision) =>
    ({ act: "decide", decision, approvalId: task?.id ?? null, note: null }) as const;
  await write(SYSAID, of("complete"), ada);
  expect((await approvals(SYSAID, ada)).approvals[1]?.state).toBe("done");
  await write(SYSAID, of("reopen"), ada);
  expect((await approvals(SYSAID, ada)).approvals[1]?.state).toBe("pending");
});

test("a system that does not answer leaves what the index knows, and nothing to decide on", async () => {
  sysaid.control.faults.order({ path: "/api/v1/action", fault: { kind: "status", status: 503 } });
  const found = await approvals(SYSAID, uma);
  expect(found.savedBecause).toContain("SysAid");
  expect(found.approvals).toMatchObject([{ approverName: "Uma Unger", decisions: [] }]);
});
