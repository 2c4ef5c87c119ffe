import { MeResult } from "@/lib/contracts/account";
import { ListTicketsResult } from "@/lib/contracts/tickets";
import { CreateWallLinkResult, type HealthResult } from "@/lib/contracts/metrics";
import { expect, test } from "./fixtures";
import { signInAs } from "./session";
import { openStack, waitUntilFilled, type Stack } from "./stack";

const MINUTES = 60_000;

const finishedSteps = (health: HealthResult) =>
  health.sync.steps
    .filter((step) => step.finished && !step.background)
    .map((step) => `${step.source} ${step.entity}`);

async function administratorOf(stack: Stack) {
  const { accounts } = await stack.kace.readTruth();
  const account = accounts.find((one) => one.role === "administrator");
  if (!account) throw new Error("There is no administrator.");
  return account;
}

test("killed in the middle of the first fill, the server goes on from where it was", async () => {
  test.setTimeout(5 * MINUTES);
  const stack = await openStack({ devices: 400, tickets: 1500, cis: 100 });
  try {
    // Slow enough that the fill is certainly not over yet.
    for (const appliance of [stack.kace, stack.sysaid]) {
      await appliance.order({ path: "/api/*", fault: { kind: "delay", ms: 150 } });
    }
    await expect
      .poll(async () => finishedSteps(await stack.readHealth()).length, { timeout: MINUTES })
      .toBeGreaterThanOrEqual(3);
    const before = await stack.readHealth();
    expect(before.sync.ready).toBe(false);
    await stack.killServer();
    await stack.startServer();
    const after = await stack.readHealth();
    expect(after.index.tickets).toBeGreaterThanOrEqual(before.index.tickets);
    expect(after.index.devices).toBeGreaterThanOrEqual(before.index.devices);
    expect(after.index.cis).toBeGreaterThanOrEqual(before.index.cis);
    const finished = finishedSteps(after);
    expect(finishedSteps(before).filter((step) => !finished.includes(step))).toEqual([]);
    for (const appliance of [stack.kace, stack.sysaid]) await appliance.clearFaults();
    const full = await waitUntilFilled(stack);
    const session = await signInAs(stack.url, await administratorOf(stack));
    const kace = await session.get("/api/tickets?source=kace&limit=1", ListTicketsResult);
    const sysaid = await session.get("/api/tickets?source=sysaid&limit=1", ListTicketsResult);
    expect(kace.total + sysaid.total).toBe(full.index.tickets);
    expect(full.index.tickets).toBeGreaterThan(before.index.tickets);
  } finally {
    await stack.end();
  }
});

test("killed at rest, the server keeps every row and every sign-in, and a wall that was open comes back by itself", async ({
  openBrowser,
  pageFaults,
}) => {
  test.setTimeout(5 * MINUTES);
  // The last is what a browser says of a service worker that it cannot ask for.
  pageFaults.allow(/ERR_|Failed to load resource|when fetching the script/);
  const stack = await openStack({ devices: 80, tickets: 200, cis: 50 });
  try {
    await waitUntilFilled(stack);
    await expect.poll(async () => (await stack.readHealth()).index.cis).toBe(50);
    const before = await stack.readHealth();
    const session = await signInAs(stack.url, await administratorOf(stack));
    const made = await session.api.post("/api/wall-links", { data: { name: "Resilience" } });
    const { path } = CreateWallLinkResult.parse(await made.json());
    const television = await openBrowser(null);
    await television.goto(`${stack.url}${path}`);
    const tile = television.getByRole("region", { name: "Open tickets" });
    await expect(tile).toContainText("KACE and SysAid");
    await expect(tile.locator("p").first()).toHaveText(/^\d+$/);
    // Holds this page of the wall; pages turn by themselves otherwise.
    await television.keyboard.press("Space");
    const number = await tile.locator("p").first().innerText();

    await stack.killServer();
    await expect(tile).toContainText("Sightline cannot be reached", { timeout: MINUTES });
    await expect(tile.locator("p").first()).toHaveText(number);

    await stack.startServer();
    const after = await stack.readHealth();
    expect(after.index).toEqual(before.index);
    expect(after.sync.ready).toBe(true);
    const me = await session.get("/api/account/me", MeResult);
    expect(me.connections.map((one) => one.connected)).toEqual([true, true]);
    const list = await session.get("/api/tickets?limit=1", ListTicketsResult);
    expect(list.total).toBe(before.index.tickets);
    await expect(tile).not.toContainText("cannot be reached", { timeout: MINUTES });

    // The sync goes on from its cursor: what changes at a system from now on arrives.
    const title = "Changed after the power cut";
    const { kace } = await administratorOf(stack);
    const inKace = await stack.kace.signIn(kace ?? { userName: "", password: "" });
    await inKace.put("/api/service_desk/tickets/1", { Tickets: [{ title }] });
    const readTitle = async () => {
      const found = await session.get(
        `/api/tickets?q=${encodeURIComponent(title)}`,
        ListTicketsResult,
      );
      return found.rows.map((row) => row.ref);
    };
    await expect.poll(readTitle, { timeout: 2 * MINUTES }).toEqual(["kace:ticket:1"]);
  } finally {
    await stack.end();
  }
});
