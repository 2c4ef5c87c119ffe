import { parameters } from "./database.mjs";
import { seesDevice, seesTicket } from "./viewers.mjs";

// Pages of grids: the address that a screen asks for, and beside it the plain SQL of the same page, written
// by hand from the meaning of the filters and not taken from the product. Both are run at the start and must
// agree on every row and on the total. Orders are spelled as the indexes are (`nulls last`), or the plain SQL would
// be slow for no reason.

/**
 * @typedef {import("./database.mjs").Database} Database
 * @typedef {{ refs: string[], total: number }} Answer
 * @typedef {{ name: string, path: string, bare: (database: Database) => Promise<Answer | null> }} BenchPage
 * @typedef {{ where: ($: import("./viewers.mjs").Place) => string, order: string, offset?: number }} Ask
 */

const TICKET_COLUMNS = `t.ref, t.source, t.kind, t.number, t.title, t.status_kind, t.status_label,
  t.priority_level, t.priority_label, t.queue_label, t.category, t.assignee_name, t.requester_name, t.device_id,
  t.created_at, t.updated_at, t.due_at, t.closed_at, t.awaits_approval`;
const DEVICE_COLUMNS = `v.ref, v.record_refs, v.lens, v.name, v.kind, v.manufacturer, v.model, v.serial,
  v.os_name, v.os_family, v.owner_name, v.site, v.department, v.ip, v.last_seen_at, v.updated_at`;
const OPEN = "t.status_kind <> 'closed'";
const ROWS = 50;

/**
 * Values that filters need, as the company has them.
 * @param {Database} database
 */
export async function readExamples(database) {
  const one = async (/** @type {string} */ sql) =>
    String((await database.query(sql)).rows[0]?.value);
  return {
    queue: await one(`select queue_ref as value from tickets where queue_ref is not null
      group by 1 order by count(*) desc, 1 limit 1`),
    os: await one(`select os_family as value from device_views where is_full and os_family is not null
      group by 1 order by count(*) desc, 1 limit 1`),
    site: await one(`select site as value from device_views where is_full and site is not null
      group by 1 order by count(*) desc, 1 limit 1`),
    ticketWord: "printer",
    deviceWord: "latitude",
    tickets: Number(await one("select count(*) as value from tickets where removed_at is null")),
    devices: Number(await one("select count(*) as value from device_views where is_full")),
    device: await one(`select ref as value from device_views where lens = 'both'
      order by open_tickets desc, device_id limit 1`),
    deviceName: await one(`select name as value from device_views where is_full
      order by name, device_id limit 1`),
    ci: await one(`select ref as value from cis where removed_at is null
      order by relation_count desc nulls last, ref limit 1`),
  };
}

/** @typedef {Awaited<ReturnType<typeof readExamples>>} Examples */

/**
 * The pages of a viewer's ticket grid.
 * @param {import("./viewers.mjs").Viewer} viewer
 * @param {Examples} examples
 * @returns {BenchPage[]}
 */
export function ticketPages({ own }, examples) {
  const newest = "t.updated_at desc nulls last, t.ref";
  const page = pageMaker("/api/tickets", (database, ask) => readTickets(database, own, ask));
  const common = [
    page("open, newest change first", "flag=open", { where: () => OPEN, order: newest }),
    page(
      `text "${examples.ticketWord}", newest first`,
      `q=${examples.ticketWord}&sort=-createdAt`,
      {
        where: ($) => `t.search_text like ${$(`%${examples.ticketWord}%`)}`,
        order: "t.created_at desc nulls last, t.ref",
      },
    ),
  ];
  if (own !== null) return common;
  const middle = Math.floor(examples.tickets / 2);
  return [
    ...common,
    page("urgent and open, by due date", "status=new,open&priority=1,2&sort=dueAt", {
      where: () => "t.status_kind in ('new', 'open') and t.priority_level in (1, 2)",
      order: "t.due_at asc nulls last, t.ref",
    }),
    page("one queue, by title", `queue=${encodeURIComponent(examples.queue)}&sort=title`, {
      where: ($) => `t.queue_ref = ${$(examples.queue)}`,
      order: `lower(t.title) collate "C", t.ref`,
    }),
    page("overdue, by assignee", "flag=overdue&sort=assignee", {
      where: () => `${OPEN} and t.due_at < now()`,
      order: `lower(t.assignee_name) collate "C" asc nulls last, t.ref`,
    }),
    page("everything, newest change first", "sort=-updatedAt", {
      where: () => "true",
      order: newest,
    }),
    page("everything, from the middle", `sort=-updatedAt&offset=${middle}`, {
      where: () => "true",
      order: newest,
      offset: middle,
    }),
  ];
}

/**
 * The pages of a viewer's device grid.
 * @param {import("./viewers.mjs").Viewer} viewer
 * @param {Examples} examples
 * @returns {BenchPage[]}
 */
export function devicePages({ own }, examples) {
  const byName = `lower(v.name) collate "C", v.device_id`;
  const page = pageMaker("/api/devices", (database, ask) => readDevices(database, own, ask));
  const common = [page("by name", "sort=name", { where: () => "true", order: byName })];
  if (own !== null) return common;
  const middle = Math.floor(examples.devices / 2);
  return [
    ...common,
    page(
      "one OS, latest check-in first",
      `os=${encodeURIComponent(examples.os)}&sort=-lastSeenAt`,
      {
        where: ($) => `v.os_family = ${$(examples.os)}`,
        order: "v.last_seen_at desc nulls last, v.device_id",
      },
    ),
    page("one site, by model", `site=${encodeURIComponent(examples.site)}&sort=model`, {
      where: ($) => `v.site = ${$(examples.site)}`,
      order: `lower(v.model) collate "C" asc nulls last, v.device_id`,
    }),
    page(`text "${examples.deviceWord}", by name`, `q=${examples.deviceWord}&sort=name`, {
      where: ($) => `v.search_text like ${$(`%${examples.deviceWord}%`)}`,
      order: byName,
    }),
    page("with open tickets, most first", "flag=withOpenTickets&sort=-openTickets", {
      where: () => "v.open_tickets > 0",
      order: "v.open_tickets desc, v.device_id",
    }),
    page("by name, from the middle", `sort=name&offset=${middle}`, {
      where: () => "true",
      order: byName,
      offset: middle,
    }),
  ];
}

/** Pages of the CI grid. @param {import("./viewers.mjs").Viewer} viewer @returns {BenchPage[]} */
export function ciPages({ own }) {
  if (own !== null) return [];
  const page = pageMaker("/api/cis", readCis);
  return [
    page("most relations first", "sort=-relations", {
      where: () => "true",
      order: "c.relation_count desc nulls last, c.ref",
    }),
  ];
}

/**
 * @param {string} route
 * @param {(database: Database, ask: Ask) => Promise<Answer>} read
 */
function pageMaker(route, read) {
  const noun = route.slice("/api/".length);
  return (/** @type {string} */ name, /** @type {string} */ query, /** @type {Ask} */ ask) => ({
    name: `${noun}: ${name}`,
    path: `${route}?${query}&limit=${ROWS}`,
    bare: (/** @type {Database} */ database) => read(database, ask),
  });
}

/** @param {Database} database @param {import("./viewers.mjs").Own | null} own @param {Ask} ask */
function readTickets(database, own, { where, order, offset = 0 }) {
  const { $, values } = parameters();
  const matching = `t.removed_at is null and ${seesTicket(own, $)} and ${where($)}`;
  const count = { text: `select count(*)::int as total from tickets t where ${matching}`, values };
  const wide = parameters();
  const from = `tickets t where t.removed_at is null and ${seesTicket(own, wide.$)} and ${where(wide.$)}`;
  // Few rows of very many are gathered before they are ordered, or the whole order would be walked.
  const source = own === null ? from : `(select ${TICKET_COLUMNS} from ${from} offset 0) t`;
  const text = `select t.*, v.name as device_name, v.ref as device_ref
    from (select ${TICKET_COLUMNS} from ${source} order by ${order} limit ${ROWS} offset ${offset}) t
    left join device_views v on v.device_id = t.device_id and ${seesDevice(own, wide.$)} order by ${order}`;
  return answer(database, { text, values: wide.values }, count);
}

/** @param {Database} database @param {import("./viewers.mjs").Own | null} own @param {Ask} ask */
function readDevices(database, own, { where, order, offset = 0 }) {
  const { $, values } = parameters();
  const matching = `${seesDevice(own, $)} and ${where($)}`;
  const count = {
    text: `select count(*)::int as total from device_views v where ${matching}`,
    values: [...values],
  };
  const tickets =
    own === null
      ? "v.open_tickets"
      : `(select count(*)::int from tickets t where t.device_id = v.device_id and ${OPEN}
          and t.removed_at is null and (v.lens = 'both' or t.source = v.lens) and ${seesTicket(own, $)})`;
  const text = `select ${DEVICE_COLUMNS}, ${tickets} as tickets from device_views v where ${matching}
    order by ${order} limit ${ROWS} offset ${offset}`;
  return answer(database, { text, values }, count);
}

/** @param {Database} database @param {Ask} ask */
function readCis(database, { where, order }) {
  const { $, values } = parameters();
  const matching = `c.removed_at is null and ${where($)}`;
  const text = `select c.ref, c.name, c.type_id, c.type_label, c.ci_class, c.status, c.owner_name, c.site,
      c.relation_count, c.updated_at,
      (select d.ref from device_records d join device_views v on v.device_id = d.device_id and v.is_full
        where d.ref in (c.ref, c.asset_ref) and d.removed_at is null and d.ref = any(v.record_refs)
        order by d.kind, d.ref limit 1) as device_ref
    from cis c where ${matching} order by ${order} limit ${ROWS}`;
  const count = { text: `select count(*)::int as total from cis c where ${matching}`, values };
  return answer(database, { text, values }, count);
}

/**
 * Rows and count side by side, as the product asks for them.
 * @param {Database} database
 * @param {{ text: string, values: unknown[] }} rows
 * @param {{ text: string, values: unknown[] }} count
 * @returns {Promise<Answer>}
 */
async function answer(database, rows, count) {
  const [page, counted] = await Promise.all([database.query(rows), database.query(count)]);
  return { refs: page.rows.map((row) => String(row.ref)), total: Number(counted.rows[0]?.total) };
}
