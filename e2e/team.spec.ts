import { z } from "zod";
import { TeamResult } from "@/lib/contracts/metrics";
import { expect, test } from "./fixtures";

test("a manager sees each of their people with numbers that open exactly those rows", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("manager");
  const team = await session.get("/api/team", TeamResult);
  expect(team.members.length).toBeGreaterThan(2);
  await signIn("manager");
  await page.goto("/team");
  const main = page.getByRole("main");
  const people = page.getByRole("grid");
  await expect(people).toHaveAttribute("aria-rowcount", String(team.members.length + 1));
  for (const member of [team.members[0], team.members.at(-1)]) {
    await page.getByRole("searchbox").fill(member?.name ?? "");
    await expect(people.getByRole("row").filter({ hasText: member?.name ?? "" })).not.toHaveCount(
      0,
    );
  }
  await page.getByRole("searchbox").fill("");
  await expect(people).toHaveAttribute("aria-rowcount", String(team.members.length + 1));
  const numbers = main.getByRole("link", { name: /^[\d,]+ (open |overdue )?(ticket|device)/ });
  await expect.poll(() => numbers.count()).toBeGreaterThan(3);
  const links = await numbers.evaluateAll((all) =>
    all.map((link) => ({
      href: link.getAttribute("href") ?? "",
      count: Number((link.textContent ?? "").replace(/\D/g, "")),
    })),
  );
  for (const { href, count } of links.slice(0, 16)) {
    const { total } = await session.get(`/api${href}`, z.object({ total: z.number() }));
    expect(total, href).toBe(count);
  }
});

test("who leads nobody is told so in plain words", async ({ page, signIn }) => {
  await signIn("user");
  await page.goto("/team");
  await expect(page.getByRole("main")).toContainText(/nobody|no one/i);
});
