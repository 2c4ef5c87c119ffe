import type { Page } from "@playwright/test";
import { ListCisResult } from "@/lib/contracts/cis";
import { ListDevicesResult } from "@/lib/contracts/devices";
import { ListTicketsResult } from "@/lib/contracts/tickets";
import type { Appliance } from "./appliance";
import { expect, test } from "./fixtures";
import { readHealth } from "./stack";

/** A source counts as fresh for a minute after its last answer; then everything must say so. */
const NOTICED_WITHIN_MS = 110_000;

/** A source that was away is asked again every half minute; then each of its lists is. */
const RECOVERED_WITHIN_MS = 90_000;

const killConnections = (appliance: Appliance) =>
  appliance.order({ path: "/*", fault: { kind: "reset" } });
const footOf = (page: Page, system: string) =>
  page.getByRole("status", { name: system, exact: true });

test("with both systems gone every screen still reads, says how old it is and why, and recovers by itself", async ({
  page,
  signIn,
  as,
  kace,
  sysaid,
  baseURL,
  pageFaults,
}) => {
  test.setTimeout(360_000);
  pageFaults.allow(/status of (4|5)\d\d/);
  const session = await as("agent");
  const [ticket] = (await session.get("/api/tickets?flag=open&limit=1", ListTicketsResult)).rows;
  const [device] = (await session.get("/api/devices?limit=1", ListDevicesResult)).rows;
  const [ci] = (await session.get("/api/cis?sort=-relations&limit=1", ListCisResult)).rows;
  await signIn("agent");
  await killConnections(kace);
  await killConnections(sysaid);

  const stateOf = async (source: "kace" | "sysaid") =>
    (await readHealth(baseURL ?? "")).sources[source].state;
  await expect.poll(() => stateOf("kace"), { timeout: NOTICED_WITHIN_MS }).toBe("stale");
  await expect.poll(() => stateOf("sysaid"), { timeout: NOTICED_WITHIN_MS }).toBe("stale");

  const grids = [
    { path: "/tickets?view=all", name: "Tickets", row: ticket?.title },
    { path: "/devices", name: "Devices", row: device?.name },
    { path: "/cis?sort=-relations", name: "CIs", row: ci?.name },
  ];
  for (const { path, name, row } of grids) {
    await page.goto(path);
    await expect(page.getByRole("grid", { name }).getByRole("row").nth(5), path).toBeVisible();
    await page.getByRole("searchbox").fill(row ?? "");
    await expect(page.getByRole("grid", { name })).toContainText(row ?? "");
    await expect(footOf(page, "SysAid"), path).toContainText("saved data");
    await expect(footOf(page, "KACE"), path).toContainText("saved data");
  }
  const details = [
    { path: `/tickets/${encodeURIComponent(ticket?.ref ?? "")}`, heading: ticket?.title },
    { path: `/devices/${encodeURIComponent(device?.ref ?? "")}`, heading: device?.name },
    { path: `/cis/${encodeURIComponent(ci?.ref ?? "")}`, heading: ci?.name },
  ];
  for (const { path, heading } of details) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading ?? "");
    await expect(page.getByRole("main").getByRole("alert"), path).toHaveCount(0);
  }
  await page.goto(details[0]?.path ?? "");
  await expect(page.getByText(/Saved copy|The conversation is not here/)).toBeVisible();
  for (const path of ["/", "/team"]) {
    await page.goto(path);
    await expect(footOf(page, "KACE"), path).toContainText("saved data");
    await expect(page.getByRole("main").getByRole("region").first()).toBeVisible();
    await expect(page.getByRole("main").getByRole("alert"), path).toHaveCount(0);
  }

  await kace.clearFaults();
  await sysaid.clearFaults();
  await page.goto("/tickets");
  await expect(footOf(page, "KACE")).toContainText("fresh", { timeout: RECOVERED_WITHIN_MS });
  await expect(footOf(page, "SysAid")).toContainText("fresh", { timeout: RECOVERED_WITHIN_MS });
});

test("an answer that shrinks to nothing is not believed: no row is lost", async ({
  as,
  kace,
  baseURL,
}) => {
  const before = (await readHealth(baseURL ?? "")).index;
  await kace.order({ path: "/api/service_desk/tickets", fault: { kind: "empty" } });
  await kace.order({ path: "/api/inventory/machines", fault: { kind: "empty" } });
  const session = await as("agent");
  const list = await session.get("/api/tickets?source=kace&limit=1", ListTicketsResult);
  expect(list.total).toBeGreaterThan(0);
  const after = (await readHealth(baseURL ?? "")).index;
  expect(after.tickets).toBeGreaterThanOrEqual(before.tickets);
  expect(after.devices).toBeGreaterThanOrEqual(before.devices);
});

test("a system that answers with a web page in place of data is named, and nothing breaks", async ({
  page,
  signIn,
  as,
  kace,
  pageFaults,
}) => {
  pageFaults.allow(/status of (4|5)\d\d/);
  const session = await as("agent");
  const list = await session.get("/api/tickets?source=kace&flag=open&limit=8", ListTicketsResult);
  const row = list.rows[7];
  await kace.order({
    path: `/api/service_desk/tickets/${row?.number}`,
    fault: { kind: "status", status: 500, body: "<h1>Internal Server Error</h1>" },
  });
  await signIn("agent");
  await page.goto(`/tickets/${encodeURIComponent(row?.ref ?? "")}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(row?.title ?? "");
  await expect(page.getByText(/Saved copy|The conversation is not here/)).toBeVisible();
});
