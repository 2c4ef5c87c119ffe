import type { Page } from "@playwright/test";
import { CiGraphResult, ListCisResult } from "@/lib/contracts/cis";
import { expect, test } from "./fixtures";
import { focusList } from "./focus-list";
import type { Session } from "./session";

const grid = (page: Page) => page.getByRole("grid", { name: "CIs" });
const hrefOf = (ref: string) => `/cis/${encodeURIComponent(ref)}`;

/** The CI with the most relations, once its relations were read in the background. */
async function busiestCi(session: Session) {
  const list = await session.get("/api/cis?sort=-relations&limit=1", ListCisResult);
  const [row] = list.rows;
  if (!row?.relations) throw new Error("No relation was read.");
  return row;
}
const readGraph = (session: Session, ref: string, depth: number) =>
  session.get(`/api${hrefOf(ref)}/graph?depth=${depth}`, CiGraphResult);

const nodesOf = (page: Page) =>
  page.getByRole("group", { name: /^Relations of/ }).locator("[data-node]");

test("the grid of CIs holds them all, sorts, filters and opens beside the list", async ({
  page,
  signIn,
  as,
}) => {
  const { total, rows } = await (
    await as("agent")
  ).listAll("/api/cis", ListCisResult, {
    sort: "name",
  });
  await signIn("agent");
  await page.goto("/cis?sort=name");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(total + 1));
  await focusList(grid(page));
  await page.keyboard.press("End");
  await expect(grid(page).locator(`[aria-rowindex="${total + 1}"]`)).toContainText(
    rows.at(-1)?.name ?? "",
  );
  await page.getByRole("searchbox").fill(rows[0]?.name ?? "");
  await expect(grid(page).getByRole("row").nth(1)).toContainText(rows[0]?.name ?? "");
  await grid(page).getByRole("row").nth(1).click();
  await expect(page.getByRole("complementary", { name: "The open CI" })).toContainText(
    rows[0]?.name ?? "",
  );
});

test("the graph shows exactly the CIs within the chosen depth, none over another", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const row = await busiestCi(session);
  await signIn("agent");
  await page.goto(hrefOf(row.ref));
  for (const depth of [1, 2]) {
    const graph = await readGraph(session, row.ref, depth);
    await expect(nodesOf(page)).toHaveCount(graph.nodes.length);
    const boxes = await nodesOf(page).evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect().toJSON()),
    );
    const overlapping = boxes.filter((a, at) =>
      boxes
        .slice(at + 1)
        .some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
    );
    expect(overlapping).toEqual([]);
    await page.getByRole("button", { name: "One step more" }).click();
    await expect(page).toHaveURL(new RegExp(`depth=${depth + 1}`));
  }
});

test("walking to a neighbour makes it the centre, and back leads home", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const row = await busiestCi(session);
  await signIn("agent");
  await page.goto(hrefOf(row.ref));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(row.name);
  const neighbour = (await readGraph(session, row.ref, 1)).nodes.find((one) => one.distance === 1);
  const node = page.locator(`[data-node="${neighbour?.ref}"]`);
  await node.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(neighbour?.name ?? "");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(row.name);
});

test("the list says the same as the picture: every relation, typed and directed", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const row = await busiestCi(session);
  const graph = await readGraph(session, row.ref, 1);
  const nameOf = (ref: string) => graph.nodes.find((one) => one.ref === ref)?.name ?? "";
  await signIn("agent");
  await page.goto(hrefOf(row.ref));
  await page.getByRole("group", { name: "Show as" }).getByRole("button", { name: "List" }).click();
  const lines = page.getByRole("region", { name: /^Relations of/ }).getByRole("row");
  await expect(lines).toHaveCount(graph.edges.length + 1);
  for (const edge of graph.edges.slice(0, 5)) {
    const line = lines
      .filter({ hasText: nameOf(edge.src) })
      .filter({ hasText: nameOf(edge.dest) })
      .filter({ hasText: edge.name });
    await expect(line.first()).toBeVisible();
  }
});
