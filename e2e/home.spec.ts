import type { Page } from "@playwright/test";
import { ListTicketsResult, TicketDetailResult } from "@/lib/contracts/tickets";
import { expect, test } from "./fixtures";

/** The count that a list tells to those who hear it: `1,234 tickets`. */
const spokenTotal = (page: Page, unit: string) =>
  page.getByRole("status").filter({ hasText: new RegExp(`^[\\d,]+ ${unit}s?$`) });

const unitOf = (href: string) => (href.startsWith("/devices") ? "device" : "ticket");

for (const role of ["agent", "user"] as const) {
  test(`${role}: each number of home opens a list that holds exactly so many rows`, async ({
    page,
    signIn,
  }) => {
    await signIn(role);
    await page.goto("/");
    const groups = page
      .getByRole("region", { name: "Mine", exact: true })
      .or(page.getByRole("region", { name: "Everything that I may see" }));
    await expect(groups.getByRole("link").first()).toBeVisible();
    const numbers = await groups.getByRole("link").evaluateAll((links) =>
      links.map((link) => {
        const [, count = "", unit = ""] =
          /([\d,]+)\s*(ticket|device)/.exec(link.textContent ?? "") ?? [];
        return { href: link.getAttribute("href") ?? "", count, unit };
      }),
    );
    expect(numbers).toHaveLength(12);
    for (const { href, count, unit } of numbers) {
      await page.goto(href);
      await expect(spokenTotal(page, unit), href).toHaveText(new RegExp(`^${count} ${unit}s?$`));
    }
  });
}

test("each bar of home opens a list that holds exactly so many rows", async ({ page, signIn }) => {
  await signIn("agent");
  await page.goto("/");
  const bars = page
    .getByRole("main")
    .getByRole("listitem")
    .getByRole("link", { name: /: [\d,]+$/ });
  await expect(bars.first()).toBeVisible();
  const seen = await bars.evaluateAll((links) =>
    links.map((link) => ({
      href: link.getAttribute("href") ?? "",
      count:
        /: ([\d,]+)$/.exec(link.getAttribute("aria-label") ?? link.textContent ?? "")?.[1] ?? "",
    })),
  );
  expect(seen.length).toBeGreaterThan(8);
  for (const { href, count } of seen) {
    await page.goto(href);
    const unit = unitOf(href);
    await expect(spokenTotal(page, unit), href).toHaveText(new RegExp(`^${count} ${unit}s?$`));
  }
});

test("home says what changed, how both systems are, and keeps its range in the address", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const list = await session.get(
    "/api/tickets?source=kace&flag=open&sort=number&limit=40",
    ListTicketsResult,
  );
  const path = `/api/tickets/${encodeURIComponent(list.rows[9]?.ref ?? "")}`;
  const { ticket } = await session.get(`${path}?fresh=1`, TicketDetailResult);
  const other = ticket.statusChoices.find((one) => one.label !== ticket.statusLabel);
  const written = await session.api.post(`${path}/writes`, {
    data: { act: "setStatus", statusId: other?.id },
  });
  expect(written.status()).toBe(200);
  await signIn("agent");
  await page.goto("/?days=90");
  await expect(page.getByRole("status", { name: "KACE", exact: true })).toContainText("fresh");
  await expect(page.getByRole("status", { name: "SysAid", exact: true })).toContainText("fresh");
  const changes = page.getByRole("region", { name: /changed/i });
  await expect(changes.getByRole("link", { name: ticket.title }).first()).toBeVisible();
  await page.reload();
  await expect(page).toHaveURL(/days=90/);
});
