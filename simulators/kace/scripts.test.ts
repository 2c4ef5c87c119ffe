import { expect, test } from "vitest";
import { z } from "zod";
import { serveSimulator, type Caller } from "./test-client";
import { LONGEST_RUN_MS } from "./workbench/script-runs";

const { control, signIn } = serveSimulator();
const SCRIPT = "/api/script";
const targetedSchema = z.array(z.looseObject({ machineId: z.number() }));
const names = async (caller: Caller, query: Record<string, string> = {}) =>
  (await caller.rows("/api/scripts", query)).map((row) => row["name"]);
const lengths = (body: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(body).flatMap(([key, list]) =>
      Array.isArray(list) ? [[key, list.length]] : [],
    ),
  );

test("scripts come as a bare list with the reference's keys", async () => {
  const { body } = await (await signIn("rita")).get("/api/scripts/");
  expect(body["list"]).toHaveLength(12);
  expect(body["list"]).toContainEqual(
    expect.objectContaining({
      id: 5,
      name: "Reset VPN client",
      osTypes: [
        { id: 1, name: "Windows" },
        { id: 2, name: "Mac" },
      ],
      enabled: true,
      dependencies: [
        {
          name: "vpn-profile.xml",
          fileSize: 50,
          checksum: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
        expect.objectContaining({ name: "README.txt" }),
      ],
      tasks: [expect.objectContaining({ ordinalId: 1, onFailure: "break" })],
    }),
  );
});

test("scripts are searched, narrowed, sorted and paged", async () => {
  const ada = await signIn("ada");
  expect(await names(ada, { searchText: "RESTARTS AFTER" })).toEqual(["Restart with notice"]);
  expect(await names(ada, { searchText: "sunday" })).toEqual(["Update packages"]);
  expect(await names(ada, { type: "public" })).toHaveLength(3);
  expect(await names(ada, { type: "private" })).toHaveLength(9);
  expect(await names(ada, { compatibleForMachineId: "3" })).toEqual([
    "Force agent check-in",
    "Reset VPN client",
    "Enable FileVault",
    "Restart with notice",
  ]);
  expect(await names(ada, { sorting: "enabled, name desc", start: "1", count: "2" })).toEqual([
    "Update packages",
    "Rotate local administrator password",
  ]);
  for (const [name, value] of [
    ["type", "secret"],
    ["compatibleForMachineId", "99"],
    ["sorting", "size"],
    ["start", "-1"],
  ] as const)
    expect((await ada.get("/api/scripts", { [name]: value })).status, name).toBe(400);
});

test("a script is created, read, updated in part and removed", async () => {
  const ada = await signIn("ada");
  const wish = {
    name: "Say hello",
    scriptText: "echo hello",
    timeout: "15",
    runAs: null,
    osTypes: [{ id: 3 }],
    unknown: 1,
  };
  const { body } = await ada.send("POST", SCRIPT, wish);
  expect(body).toMatchObject({ id: 13, name: "Say hello", timeout: 15, enabled: false, tasks: [] });
  expect(body).not.toHaveProperty("unknown");
  expect((await ada.get(`${SCRIPT}/13/`)).body).toEqual(body);
  expect(await names(ada, { type: "private" })).toContain("Say hello");
  const update = await ada.send("PUT", `${SCRIPT}/13`, { enabled: true });
  expect(update.body).toEqual({ ...body, enabled: true });
  expect((await ada.send("DELETE", `${SCRIPT}/13`, undefined)).status).toBe(200);
  expect((await ada.get(`${SCRIPT}/13`)).body).toMatchObject({ errorCode: -1 });
  expect((await ada.send("POST", SCRIPT, { name: "Other" })).body["id"]).toBe(14);
});

test.each([
  null,
  {},
  { name: " " },
  { name: "x", timeout: "soon" },
  { name: "x", tasks: [{ verify: 1 }] },
])("%j makes no script", async (body) => {
  const ada = await signIn("ada");
  expect((await ada.send("POST", SCRIPT, body)).body).toMatchObject({
    errorDescription: expect.any(String),
  });
  expect(await names(ada)).toHaveLength(12);
});

test("a run goes from pending over running to its end on each machine as the clock moves, the same each time", async () => {
  const ada = await signIn("ada");
  const run = async () => {
    const { body } = await ada.send(
      "POST",
      `${SCRIPT}/4/actions/run?machineIDs=1,2,3,4,5`,
      undefined,
    );
    return async () => (await ada.get(`${SCRIPT}/runStatus/${String(body["value"])}`)).body;
  };
  const status = await run();
  const first = await status();
  expect(first).toMatchObject({ scriptId: 4, success: [], failed: [], pushFailed: [] });
  expect(lengths(first)).toMatchObject({ targeted: 5, pending: 5 });
  expect(first["pending"]).toContainEqual({
    machineId: 1,
    name: "Alpha",
    ip: expect.any(String),
    requestStatus: "pending",
    requestTime: "2026-03-01 07:00:00",
    status: 0,
    kbotLogId: 0,
  });
  const courses = new Set<unknown>();
  for (let left = LONGEST_RUN_MS; left > 0; left -= 2_000) {
    control.clock.advance(2_000);
    const body = await status();
    const { targeted = 0, ...lists } = lengths(body);
    expect(Object.values(lists).reduce((sum, one) => sum + one, 0)).toBe(targeted);
    courses.add(JSON.stringify(body["pending"]).includes("running"));
  }
  expect(courses).toEqual(new Set([false, true]));
  const last = await status();
  expect(last).toMatchObject({
    pending: [],
    success: [{ machineId: 1, requestStatus: "completed" }, { machineId: 2 }, { machineId: 5 }],
    failed: [{ machineId: 4, kbotLogId: expect.any(Number) }],
    pushFailed: [{ machineId: 3, requestStatus: "push failed", kbotLogId: 0 }],
  });
  const again = await run();
  control.clock.advance(LONGEST_RUN_MS);
  expect(lengths(await again())).toEqual(lengths(last));
});

test("all machines means those that the script fits; ids may be listed in any way", async () => {
  const ada = await signIn("ada");
  const targets = async (query: string) => {
    const { body } = await ada.send("POST", `${SCRIPT}/9/actions/run?${query}`, undefined);
    const { body: status } = await ada.get(`${SCRIPT}/runStatus/${String(body["value"])}`);
    return targetedSchema.parse(status["targeted"]).map((row) => row.machineId);
  };
  expect(await targets("machineIDs=all")).toEqual([3]);
  expect(await targets("machineIDs=2&machineIDs=1,2")).toEqual([2, 1]);
  expect(await targets("machineIDs=%5B1,%203%5D")).toEqual([1, 3]);
});

test("runs are refused without machines, on unknown ones and of unknown scripts", async () => {
  const ada = await signIn("ada");
  const run = async (path: string) =>
    (await ada.send("POST", `${SCRIPT}/${path}`, undefined)).status;
  expect(await run("1/actions/run")).toBe(400);
  expect(await run("1/actions/run?machineIDs=1,99")).toBe(400);
  expect(await run("1/actions/run?machineIDs=all,1")).toBe(400);
  expect(await run("99/actions/run?machineIDs=1")).toBe(404);
  expect((await ada.get(`${SCRIPT}/runStatus/1`)).status).toBe(404);
});

test.each(["abe", "rita", "uma"])("%s neither writes nor runs scripts", async (user) => {
  const caller = await signIn(user);
  for (const [method, path, body] of [
    ["POST", SCRIPT, { name: "x" }],
    ["PUT", `${SCRIPT}/1`, { name: "x" }],
    ["DELETE", `${SCRIPT}/1`, undefined],
    ["POST", `${SCRIPT}/1/actions/run?machineIDs=1`, undefined],
    ["POST", `${SCRIPT}/1/task`, {}],
    ["PUT", `${SCRIPT}/1/task/1`, {}],
    ["DELETE", `${SCRIPT}/1/task/1`, undefined],
    ["POST", `${SCRIPT}/1/dependency/x.txt`, {}],
    ["PUT", `${SCRIPT}/5/dependency/README.txt`, {}],
    ["DELETE", `${SCRIPT}/5/dependency/README.txt`, undefined],
  ] as const)
    expect([method, path, (await caller.send(method, path, body)).status]).toEqual([
      method,
      path,
      403,
    ]);
  expect((await (await signIn("ada")).get(`${SCRIPT}/1`)).body["name"]).toBe(
    "Force agent check-in",
  );
});

test("a standard user has no scripts, and sees none of another's runs", async () => {
  const { body } = await (
    await signIn("ada")
  ).send("POST", `${SCRIPT}/1/actions/run?machineIDs=1`, null);
  const uma = await signIn("uma");
  expect((await uma.get("/api/scripts")).body["list"]).toEqual([]);
  for (const path of ["1", "5/dependencies", "1/tasks", `runStatus/${String(body["value"])}`])
    expect((await uma.get(`${SCRIPT}/${path}`)).status).toBe(404);
});

test("tasks are added, read, changed and removed, and every write answers them all in order", async () => {
  const ada = await signIn("ada");
  const tasks = `${SCRIPT}/1/task`;
  const added = await ada.send("POST", tasks, {
    attempts: 3,
    onFailure: "continue",
    verify: [{ id: 7, params: { path: "C:\\x" } }],
  });
  expect(added.body["list"]).toMatchObject([
    { ordinalId: 1 },
    { ordinalId: 2, attempts: 3, onFailure: "continue", verify: [{ id: 7 }] },
  ]);
  expect((await ada.get(`${tasks}/2`)).body).toMatchObject({ ordinalId: 2, attempts: 3 });
  const changed = await ada.send("PUT", `${tasks}/2`, { attempts: 5 });
  expect(changed.body["list"]).toMatchObject([{}, { attempts: 5, onFailure: "continue" }]);
  const left = await ada.send("DELETE", `${tasks}/1`, undefined);
  expect(left.body["list"]).toMatchObject([{ ordinalId: 1, attempts: 5 }]);
  expect((await ada.get(`${SCRIPT}/1/tasks/`)).body["list"]).toEqual(left.body["list"]);
  expect((await ada.get(`${tasks}/2`)).status).toBe(404);
  expect((await ada.send("PUT", `${tasks}/0`, {})).status).toBe(404);
});
