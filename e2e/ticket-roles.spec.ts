import type { Page } from "@playwright/test";
import { ListTicketsResult, type TicketRow } from "@/lib/contracts/tickets";
import type { Role } from "./appliance";
import { expect, test } from "./fixtures";
import { focusList } from "./focus-list";
import type { Session } from "./session";
import { grid, hrefOf, note, preview, queueOf, readDetail } from "./ticket-parts";

// The way of every demo account from the list to an act that it may do and one that it may not; then the same with one
// system away and the other slow; then comments whose answers are lost.

const ROLES = ["administrator", "agent", "manager", "user", "kaceOnly", "secondFactor"] as const;
/** What SysAid takes from outside is for staff, so everybody's way leads through KACE. */
const STAFF: readonly Role[] = ["administrator", "agent", "secondFactor"];

const box = (page: Page) => page.getByRole("form", { name: "Comment" }).getByRole("textbox");
const said = (page: Page) => page.getByRole("list", { name: "Conversation" });
const sent = (page: Page) => note(page, /Comment sent|Internal comment added/);

/** A ticket to write to, open where there is one: somebody who only asks for help may have none left. */
async function takeTicket(
  session: Session,
  source: "kace" | "sysaid",
  { place = 0, flags = [] }: { place?: number; flags?: string[] } = {},
) {
  const find = async (flag: readonly string[]) => {
    const search = new URLSearchParams({ source, sort: "createdAt", limit: "20" });
    if (flag.length > 0) search.set("flag", flag.join(","));
    return (await session.get(`/api/tickets?${search}`, ListTicketsResult)).rows[place];
  };
  const row = (await find([...flags, "open"])) ?? (await find(flags));
  if (!row) throw new Error(`There is no ticket ${place} in ${source}.`);
  return row;
}

/** KACE shows a manager their people's tickets only here; what they may write to are those that they asked for. */
const takeFor = (session: Session, role: Role) =>
  takeTicket(session, "kace", { flags: STAFF.includes(role) ? [] : ["requested"] });

/** From the list to the ticket, as somebody who works by keys does. */
async function openFromList(page: Page, row: TicketRow): Promise<void> {
  await page.goto(`${queueOf(row)}&open=${encodeURIComponent(row.ref)}`);
  await focusList(grid(page));
  await expect(preview(page)).toContainText(row.title);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(row.title);
}

async function say(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await box(page).press("Control+Enter");
}

/** A comment, which everybody may write. */
async function doWhatIsAllowed(page: Page, text: string): Promise<void> {
  await say(page, text);
  await expect(sent(page)).toBeVisible();
  await expect(said(page).getByText(text)).toHaveCount(1);
  await expect(box(page)).toHaveValue("");
}

/** Staff are told which values there are; others, who refuses them; nothing of either is sent. */
async function tryWhatIsRefused(
  page: Page,
  session: Session,
  { row, role }: { row: TicketRow; role: Role },
) {
  const path = `/api${hrefOf(row)}/writes`;
  if (STAFF.includes(role)) {
    const act = { act: "setPriority", priorityId: "999999" };
    const { code, title } = await session.refusalOf("POST", path, act);
    expect(code).toBe("bad_request");
    expect(title).toMatch(/must be one of \d+ \(.+\)/);
    return;
  }
  const assign = page.getByRole("group", { name: "Acts" }).getByRole("button", { name: /^Assign/ });
  await expect(assign).toHaveAttribute("aria-disabled", "true");
  await expect(assign).toHaveAttribute("title", "KACE lets only its agents do this.");
  const act = { act: "assign", assigneeRef: null };
  expect((await session.refusalOf("POST", path, act)).code).toBe("forbidden");
}

for (const role of ROLES) {
  test(`the ${role} goes from the list to a ticket, writes, and is refused what is not theirs`, async ({
    page,
    signIn,
    as,
  }) => {
    const session = await as(role);
    const row = await takeFor(session, role);
    await signIn(role);
    await openFromList(page, row);
    await expect(box(page)).toBeEnabled();
    await doWhatIsAllowed(page, `Written by the ${role}`);
    await tryWhatIsRefused(page, session, { row, role });
  });
}

test("with SysAid away and KACE slow, everybody goes the same way through KACE", async ({
  openBrowser,
  as,
  kace,
  sysaid,
  pageFaults,
}) => {
  test.setTimeout(240_000);
  pageFaults.allow(/status of (4|5)\d\d/);
  for (const role of ROLES) await as(role);
  await sysaid.order({ path: "/api/*", fault: { kind: "reset" } });
  await kace.order({ path: "/api/service_desk/*", fault: { kind: "delay", ms: 300 } });
  for (const role of ROLES) {
    const session = await as(role);
    const row = await takeFor(session, role);
    const page = await openBrowser(role);
    await openFromList(page, row);
    await expect(box(page)).toBeEnabled();
    await doWhatIsAllowed(page, `Written by the ${role} meanwhile`);
    await tryWhatIsRefused(page, session, { row, role });
    await page.context().close();
  }
});

for (const source of ["kace", "sysaid"] as const) {
  test(`${source}: a comment whose answer is lost is told to have arrived, or not, and is kept`, async ({
    page,
    signIn,
    as,
    kace,
    sysaid,
    pageFaults,
  }) => {
    pageFaults.allow(/status of 502|ERR_FAILED/);
    const appliance = { kace, sysaid }[source];
    const session = await as("agent");
    const row = await takeTicket(session, source, { place: 2 });
    const timesSaid = async (text: string) =>
      (await readDetail(session, row)).events.filter(({ html }) => html.includes(text)).length;
    const lose = (carriedOut: boolean) =>
      appliance.order({ method: "PUT", path: "*", times: 1, fault: { kind: "reset", carriedOut } });
    await signIn("agent");
    await page.goto(hrefOf(row));

    await lose(true);
    await doWhatIsAllowed(page, `Lost, but arrived in ${source}`);
    expect(await timesSaid("Lost, but arrived")).toBe(1);

    const text = `  Lost in ${source},\nand not arrived`;
    await lose(false);
    await say(page, text);
    await expect(note(page, "it did not arrive")).toContainText("What you typed stays here");
    await expect(box(page)).toHaveValue(text);
    expect(await timesSaid("and not arrived")).toBe(0);

    // Sightline's own answer is lost on its way to the page.
    await page.route(
      "**/writes",
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await box(page).press("Control+Enter");
    await expect(box(page)).toHaveValue("");
    await expect(said(page).getByText("and not arrived")).toHaveCount(1);
    expect(await timesSaid("and not arrived")).toBe(1);
  });
}
