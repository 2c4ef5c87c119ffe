import { expect, test } from "vitest";
import { serveSimulator, type Caller } from "./test-client";

const { control, signIn } = serveSimulator();
const BASE = "/api/user_notifications";
const list = (caller: Caller) => caller.rows(`${BASE}/notifications/`);
const act = (caller: Caller, verb: string, NotificationIDs: unknown) =>
  caller.send("POST", `${BASE}/notification_controller/${verb}`, { NotificationIDs });

test("people are told of their own tickets, newest first, with the reference's keys and types", async () => {
  const abe = await signIn("abe");
  const rows = await list(abe);
  expect(rows.map((row) => row["title"])).toEqual([
    "TICK:00011 was assigned to you",
    "TICK:00009 was assigned to you",
    "TICK:00007 was assigned to you",
    "TICK:00005 was assigned to you",
    "TICK:00003 was assigned to you",
    "TICK:00001 was assigned to you",
  ]);
  expect(rows[5]).toEqual({
    notification_id: "1",
    notification_type: "ticket",
    title: "TICK:00001 was assigned to you",
    body: "VPN down 1",
    new: 1,
    timestamp: expect.any(Number),
    time_started: expect.any(Number),
  });
  expect(await list(await signIn("kim"))).toEqual([]);
});

test("notifications are marked as read and removed, one's own alone", async () => {
  const abe = await signIn("abe");
  expect((await act(abe, "mark_as_read", ["1", 2, 99])).body).toEqual({
    Result: "Success",
    IDs: expect.arrayContaining([1, 2]),
  });
  expect((await list(abe)).filter((row) => row["new"] === 0)).toHaveLength(2);
  expect((await act(await signIn("uma"), "delete", [1])).body["IDs"]).toEqual([]);
  expect(await list(abe)).toHaveLength(6);
  expect((await act(abe, "delete", [1])).body["IDs"]).toEqual([1]);
  expect((await list(abe)).map((row) => row["notification_id"])).not.toContain("1");
});

test("whoever is given a ticket by another hears of it, and whoever starts a script too", async () => {
  const [ada, abe] = [await signIn("ada"), await signIn("abe")];
  control.clock.advance(60_000);
  await ada.send("POST", "/api/service_desk/tickets", {
    Tickets: [{ title: "Fresh", owner: 102 }],
  });
  await ada.send("PUT", "/api/service_desk/tickets/2", { Tickets: [{ owner: 102 }] });
  await abe.send("PUT", "/api/service_desk/tickets/6", { Tickets: [{ owner: 102 }] });
  expect((await list(abe)).slice(0, 3)).toMatchObject([
    { title: "TICK:00002 was assigned to you", new: 1, timestamp: 1_772_366_460 },
    { body: "Fresh" },
    { title: "TICK:00011 was assigned to you" },
  ]);
  await ada.send("POST", "/api/script/2/actions/run?machineIDs=1,2", undefined);
  expect((await list(ada))[0]).toMatchObject({
    notification_type: "script",
    body: "Run 1 on 2 devices",
  });
});

test("lists of no ids are refused, and the read-only administrator changes nothing", async () => {
  const ada = await signIn("ada");
  for (const ids of [undefined, [], "1", ["x"]])
    for (const verb of ["mark_as_read", "delete"])
      expect((await act(ada, verb, ids)).body).toMatchObject({ errorCode: -1 });
  expect((await act(await signIn("rita"), "delete", [1])).status).toBe(403);
});
