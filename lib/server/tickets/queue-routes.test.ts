import { encode } from "next-auth/jwt";
import { beforeAll, expect, test } from "vitest";
import { PUT as putLook } from "@/app/api/tickets/looks/route";
import { GET as readQueues } from "@/app/api/tickets/queues/route";
import { GET as listTickets } from "@/app/api/tickets/route";
import { DELETE as deleteView, PUT as changeView } from "@/app/api/tickets/views/[id]/route";
import { POST as restoreView } from "@/app/api/tickets/views/restorations/route";
import { POST as keepView } from "@/app/api/tickets/views/route";
import { Problem } from "@/lib/contracts/problem";
import { DeleteViewResult, KeptViewResult, TicketQueuesResult } from "@/lib/contracts/ticket-views";
import { ListTicketsResult } from "@/lib/contracts/tickets";
import { createTestAppliances } from "@/simulators/test-appliances";
import { stageAppliances } from "../testing/appliance-stage";
import { TEST_SECRET } from "../testing/stage";

// The real routes over both appliances: abe works on tickets, leo asks for some.

type Headed = Record<string, string>;
let abe: Headed;
let leo: Headed;
const stage = stageAppliances(createTestAppliances().start);
beforeAll(async () => {
  Reflect.set(globalThis, Symbol.for("sightline.runtime"), Promise.resolve(stage.runtime()));
  const headersOf = async (userName: string): Promise<Headed> => {
    const { vaultId } = await stage.enter(userName);
    const token = await encode({ token: { sub: vaultId }, secret: TEST_SECRET });
    return { cookie: `next-auth.session-token=${token}`, "sec-fetch-site": "same-origin" };
  };
  [abe, leo] = [await headersOf("abe"), await headersOf("leo")];
});

async function ask(
  route: typeof readQueues,
  headers: Headed,
  { search = "", id, body }: { search?: string; id?: string; body?: unknown } = {},
): Promise<{ status: number; json: unknown }> {
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const request = new Request(`https://sightline.example/api/x?${search}`, {
    ...sent,
    headers: { ...headers, "content-type": "application/json" },
  });
  const answer = await route(request, { params: Promise.resolve(id === undefined ? {} : { id }) });
  return { status: answer.status, json: await answer.json() };
}
const problemOf = async (asking: ReturnType<typeof ask>) => {
  const { status, json } = await asking;
  return { status, ...Problem.parse(json) };
};
const queuesOf = async (who: Headed) =>
  TicketQueuesResult.parse((await ask(readQueues, who, { search: "zone=Europe/Berlin" })).json);
const totalOf = async (who: Headed, search: string) =>
  ListTicketsResult.parse((await ask(listTickets, who, { search })).json).total;
const aView = { name: "Printers", isShared: true, search: { status: "open", q: "summary" } };
const keep = async (who: Headed, body: unknown = aView) =>
  KeptViewResult.parse((await ask(keepView, who, { body })).json).view;

test("a shared view counts for each viewer what it lists for them", async () => {
  const view = await keep(abe);
  for (const who of [abe, leo]) {
    const { kept, views, groups } = await queuesOf(who);
    const counted = kept.find(({ id }) => id === view.id);
    expect(counted?.count).toBe(await totalOf(who, "status=open&q=summary"));
    expect(views.find(({ id }) => id === "all")?.count).toBe(await totalOf(who, ""));
    for (const { value, count } of groups) {
      const search = `${new URLSearchParams({ queue: value, flag: "open" })}`;
      expect(count, value).toBe(await totalOf(who, search));
    }
  }
});

test("what is refused is said by name, and nothing is kept", async () => {
  const before = (await queuesOf(leo)).kept.length;
  const named = await problemOf(ask(keepView, leo, { body: { ...aView, name: " " } }));
  expect(named).toMatchObject({ status: 400, fields: { name: "Give the view a name." } });
  const odd = { ...aView, search: { flag: "everything" } };
  expect(await problemOf(ask(keepView, leo, { body: odd }))).toMatchObject({ status: 400 });
  const zone = await problemOf(ask(readQueues, leo, { search: "zone=Mars/Phobos" }));
  expect(Object.keys(zone.fields ?? {})).toEqual(["zone"]);
  const day = await problemOf(ask(listTickets, leo, { search: "created=sometime" }));
  expect(day.status).toBe(400);
  expect((await queuesOf(leo)).kept).toHaveLength(before);
});

test("who did not make a view changes nothing of it, and nobody does from another site", async () => {
  const view = await keep(abe, { ...aView, name: "Of abe" });
  const secret = await keep(abe, { ...aView, name: "Of abe alone", isShared: false });
  const body = { name: "Taken" };
  expect(await problemOf(ask(changeView, leo, { id: view.id, body }))).toMatchObject({
    status: 403,
  });
  expect(await problemOf(ask(deleteView, leo, { id: view.id, body: {} }))).toMatchObject({
    status: 403,
  });
  for (const route of [changeView, deleteView]) {
    const refused = await problemOf(ask(route, leo, { id: secret.id, body: {} }));
    expect(refused.status).toBe(404);
  }
  const forged = { ...abe, "sec-fetch-site": "cross-site" };
  const look = { until: { kace: null, sysaid: null }, isUndo: false };
  for (const asking of [
    ask(keepView, forged, { body: aView }),
    ask(changeView, forged, { id: view.id, body }),
    ask(deleteView, forged, { id: view.id, body: {} }),
    ask(putLook, forged, { body: look }),
  ]) {
    expect((await asking).status).toBe(403);
  }
  expect((await ask(readQueues, {})).status).toBe(401);
  expect((await queuesOf(abe)).kept.find(({ id }) => id === view.id)?.name).toBe("Of abe");
});

test("a deleted view comes back as it was", async () => {
  const view = await keep(leo, { ...aView, name: "Of leo" });
  const deleted = await ask(deleteView, leo, { id: view.id, body: {} });
  const { undo } = DeleteViewResult.parse(deleted.json);
  expect((await queuesOf(leo)).kept.some(({ id }) => id === view.id)).toBe(false);
  await ask(restoreView, leo, { body: { undo } });
  expect((await queuesOf(leo)).kept.find(({ id }) => id === view.id)).toMatchObject(view);
});
