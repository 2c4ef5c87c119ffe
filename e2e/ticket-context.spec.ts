import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { z } from "zod";
import {
  TicketContextResult,
  type ContextDevice,
  type ContextPerson,
  type TicketContext,
} from "@/lib/contracts/ticket-context";
import { ListTicketsResult, TicketDetailResult, type TicketRow } from "@/lib/contracts/tickets";
import { expect, test } from "./fixtures";
import { focusList } from "./focus-list";
import type { Session } from "./session";

const around = (page: Page) => page.getByRole("region", { name: "Around it" });
const links = (page: Page) => page.getByRole("region", { name: "Links" });
const partOf = (region: Locator, name: string) =>
  region
    .locator("section")
    .filter({ has: region.page().getByRole("heading", { name, exact: true }) });
const part = (page: Page, name: string) => partOf(around(page), name);
const box = (page: Page) => page.getByRole("form", { name: "Comment" }).getByRole("textbox");
const hrefOf = (ref: string) => `/tickets/${encodeURIComponent(ref)}`;
const readContext = async (session: Session, ref: string) =>
  (await session.get(`/api${hrefOf(ref)}/context`, TicketContextResult)).context;

interface Found {
  row: TicketRow;
  context: TicketContext;
  person: ContextPerson;
  device: ContextDevice;
}

/** A young open KACE ticket about a device, by somebody who has an account in SysAid too. */
async function findTicket(session: Session, isTaken: (row: TicketRow) => boolean): Promise<Found> {
  const list = await session.get(
    "/api/tickets?source=kace&flag=open&sort=-createdAt&maxAgeDays=2&limit=100",
    ListTicketsResult,
  );
  for (const row of list.rows) {
    if (row.deviceRef === null || isTaken(row)) continue;
    const context = await readContext(session, row.ref);
    if (context.requester.state !== "known" || context.device.state !== "known") continue;
    const { person } = context.requester;
    const { device } = context.device;
    if (device.posture.state !== "known") continue;
    if (person.accounts.some(({ source }) => source === "sysaid"))
      return { row, context, person, device };
  }
  throw new Error("No ticket has all that can stand around one.");
}

const Created = z.looseObject({ id: z.union([z.string(), z.number()]) });

/** Somebody tells SysAid what they have told KACE. Answers with the record's ref, once the index has it. */
async function tellSysaid(session: Session, { row, person }: Found): Promise<string> {
  const account = person.accounts.find(({ source }) => source === "sysaid");
  const answer = await session.api.post("/api/sysaid/api/v1/sr?type=incident", {
    data: {
      info: [
        { key: "title", value: row.title },
        { key: "request_user", value: Number(account?.ref.split(":")[2]) },
      ],
    },
  });
  if (!answer.ok()) throw new Error(await answer.text());
  const ref = `sysaid:record:${Created.parse(await answer.json()).id}`;
  await session.get(`/api${hrefOf(ref)}?fresh=1`, TicketDetailResult);
  return ref;
}

test("everything around a ticket stands beside it, and its numbers open what they count", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const { row, context, person, device } = await findTicket(session, () => false);
  await signIn("agent");
  await page.goto(hrefOf(row.ref));
  await expect(part(page, "Requester")).toContainText(person.name);
  await expect(part(page, "Requester")).toContainText(person.managerName ?? "–");
  await expect(
    part(page, "Device").getByRole("link", { name: device.name, exact: true }),
  ).toBeVisible();
  await expect(part(page, "Device")).toContainText("Last restart");
  const all = part(page, "Their other tickets").getByRole("link", {
    name: `${context.tickets.total} with this one`,
  });
  await all.click();
  await expect(page.getByRole("grid", { name: "Tickets" })).toHaveAttribute(
    "aria-rowcount",
    `${context.tickets.total + 1}`,
  );
});

test("one key puts the device's state behind what is typed, and sends nothing", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const { row, device } = await findTicket(session, () => false);
  const { name } = device;
  await signIn("agent");
  await page.goto(hrefOf(row.ref));
  await box(page).fill("I looked at it.");
  await page.keyboard.press("Escape");
  await page.keyboard.press("i");
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toHaveValue(new RegExp(`^I looked at it\\.\\n${name} .*as of .*\\)$`));
  await page.getByRole("button", { name: "Insert evidence" }).first().click();
  await expect(box(page)).toHaveValue(/^I looked at it\.\n.+\n.+$/);
  const { ticket } = await session.get(`/api${hrefOf(row.ref)}?fresh=1`, TicketDetailResult);
  expect(ticket.events.filter(({ html }) => html.includes("I looked at it."))).toEqual([]);
  await box(page).fill("");

  // The same beside the list, where it is folded and not read before somebody asks.
  const asked: string[] = [];
  page.on("request", (one) => asked.push(one.url()));
  await page.goto(`/tickets?view=all&q=${row.number}&source=kace&open=${row.ref}`);
  const preview = page.getByRole("complementary", { name: "The open ticket" });
  await expect(preview.getByRole("form", { name: "Comment" })).toBeVisible();
  expect(asked.filter((url) => url.endsWith("/context"))).toEqual([]);
  await preview.getByText("Around it").click();
  await expect(preview.getByRole("heading", { name: "Requester" })).toBeVisible();
  await focusList(page.getByRole("grid", { name: "Tickets" }));
  await page.keyboard.press("i");
  await expect(box(page)).toHaveValue(new RegExp(`^${name} `));
  await box(page).fill("");
});

test("one matter told to both systems is offered, linked in both although one fails first, and taken back", async ({
  page,
  signIn,
  as,
  kace,
}) => {
  const session = await as("agent");
  const found = await findTicket(session, ({ number }) => Number(number) % 2 === 0);
  const { row } = found;
  const twin = await tellSysaid(session, found);
  const number = twin.split(":")[2] ?? "";
  await kace.order({
    method: "PUT",
    path: `/api/service_desk/tickets/${row.number}`,
    fault: { kind: "status", status: 400, body: { errorDescription: "The queue is frozen." } },
  });
  await signIn("agent");
  await page.goto(hrefOf(row.ref));
  const perhaps = partOf(links(page), "Perhaps the same matter");
  await expect(perhaps).toContainText("same person");
  await perhaps.getByRole("button", { name: `Not the same as SysAid ${number}` }).click();
  await expect(perhaps.getByRole("button", { name: `Link to SysAid ${number}` })).toBeHidden();
  await page.reload();
  await links(page).getByText("said to be another matter").click();
  await links(page)
    .getByRole("button", { name: `Take it back for SysAid ${number}` })
    .click();
  await perhaps.getByRole("button", { name: `Link to SysAid ${number}` }).click();

  const same = partOf(links(page), "Same matter");
  await expect(same).toContainText("KACE: refused");
  await expect(same).toContainText("The queue is frozen.");
  await expect(same).toContainText("SysAid: written");
  await kace.clearFaults();
  await same.getByRole("button", { name: /^Try again/ }).click();
  await expect(same).toContainText("KACE: written");
  await expect(same.getByRole("button", { name: /^Try again/ })).toBeHidden();
  await expect(page.getByRole("list", { name: "Conversation" })).toContainText(
    `Same matter as SysAid ${number}.`,
  );

  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(hrefOf(row.ref));
    await expect(same).toBeVisible();
    await expect(page.getByRole("main").locator('[aria-busy="true"]')).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);

  await page.goto(hrefOf(twin));
  await expect(same.getByRole("link", { name: row.title })).toBeVisible();
  await same.getByRole("button", { name: /^Take it back/ }).click();
  await expect(same).toBeHidden();
  await expect(perhaps.getByRole("link", { name: row.title }).first()).toBeVisible();
});
