import { parameters } from "./database.mjs";
import { seesDevice, seesTicket } from "./viewers.mjs";

// What is no list: filters with their counts, home, the graph around a CI, and who is signed in. The SQL
// beside them reads the same facts in plain statements, side by side where the product does so too.

/**
 * @typedef {import("./list-pages.mjs").BenchPage} BenchPage
 * @typedef {import("./database.mjs").Database} Database
 * @typedef {import("./viewers.mjs").Own | null} Sight
 */

const OPEN = "t.status_kind <> 'closed' and t.removed_at is null";
const DEVICE_DIMENSIONS = [
  "lens",
  "kind",
  "os_family",
  "site",
  "department",
  "model",
  "is_encrypted",
  "worst_patch_level",
];
const CHECK_IN = `case when v.last_seen_at is null then 'never'
  when v.last_seen_at > now() - interval '1 day' then 'day' when v.last_seen_at > now() - interval '7 days' then 'week'
  when v.last_seen_at > now() - interval '30 days' then 'month'
  when v.last_seen_at > now() - interval '90 days' then 'quarter' else 'older' end`;

/**
 * @param {import("./viewers.mjs").Viewer} viewer
 * @param {import("./list-pages.mjs").Examples} examples
 * @returns {BenchPage[]}
 */
export function otherPages({ own }, examples) {
  const graph = `/api/cis/${encodeURIComponent(examples.ci)}/graph?depth=2`;
  const pages = [
    {
      name: "ticket filters of the open ones",
      path: "/api/tickets/facets?flag=open",
      bare: ticketFacets(own),
    },
    { name: "device filters", path: "/api/devices/facets", bare: deviceFacets(own) },
    { name: "coverage", path: "/api/devices/coverage", bare: coverage(own) },
    { name: "home, 30 days", path: "/api/home?days=30", bare: home(own) },
    { name: "who is signed in", path: "/api/account/me", bare: me },
  ];
  if (own !== null) return pages;
  return [
    ...pages,
    { name: "graph of the largest CI, depth 2", path: graph, bare: graphAround(examples.ci) },
    {
      name: "one device",
      path: `/api/devices/${encodeURIComponent(examples.device)}`,
      bare: oneDevice(examples.device),
    },
    { name: "identity: joins", path: "/api/devices/identity?list=joins&limit=50", bare: joins },
  ];
}

/** @param {Sight} own */
const ticketFacets = (own) => async (/** @type {Database} */ database) => {
  const { $, values } = parameters();
  const seen = seesTicket(own, $);
  const age = `width_bucket(extract(epoch from now() - t.created_at) / 86400, array[1, 3, 7, 30, 90])`;
  const groups = `select t.source, t.kind, t.status_kind, t.priority_level, t.queue_ref, max(t.queue_label),
      coalesce(t.assignee_person_id::text, t.assignee_ref) as assignee, max(t.assignee_name), min(t.assignee_ref),
      coalesce(t.requester_person_id::text, t.requester_ref) as requester, max(t.requester_name), min(t.requester_ref),
      ${age} as age, count(*)::int
    from tickets t where ${OPEN} and ${seen}
    group by grouping sets ((1), (2), (3), (4), (5), (7), (10), (13))`;
  const shared = [...values];
  const mine = own === null ? "false" : `t.assignee_person_id = any(${$(own.people)}::bigint[])`;
  const open = `select count(*), count(*) filter (where ${mine}), count(*) filter (where t.due_at < now()),
      count(*) filter (where t.assignee_ref is null and t.assignee_name is null),
      count(*) filter (where t.awaits_approval)
    from tickets t where ${OPEN} and ${seen}`;
  const all = `select count(*) from tickets t where t.removed_at is null and ${seen}`;
  await Promise.all([
    database.query(groups, shared),
    database.query(open, values),
    database.query(all, shared),
  ]);
  return null;
};

/** @param {Sight} own */
const deviceFacets = (own) => async (/** @type {Database} */ database) => {
  const { $, values } = parameters();
  const seen = seesDevice(own, $);
  const count = (/** @type {string} */ key, from = "device_views v") =>
    database.query(
      `select ${key} as value, count(*)::int from ${from} where ${seen} group by 1 order by 2 desc, 1 limit 100`,
      values,
    );
  const sources =
    "device_views v join (values ('kace'), ('sysaid')) s (source) on v.lens in ('both', s.source)";
  await Promise.all([
    count("s.source", sources),
    count(CHECK_IN),
    ...DEVICE_DIMENSIONS.map((column) => count(`v.${column}`)),
  ]);
  return null;
};

const MONTH_AGO = "now() - interval '30 days'";

/** Shares and drift by kind, site and department, and the weeks that were counted. @param {Sight} own */
const coverage = (own) => async (/** @type {Database} */ database) => {
  const { $, values } = parameters();
  const counted = `select v.lens, v.kind, v.site, v.department, count(*)::int,
      count(*) filter (where v.lens = 'both' and v.kace_seen_at <= ${MONTH_AGO} and v.sysaid_seen_at > ${MONTH_AGO}),
      count(*) filter (where v.lens = 'both' and v.sysaid_seen_at <= ${MONTH_AGO} and v.kace_seen_at > ${MONTH_AGO}),
      count(*) filter (where v.lens = 'both' and v.kace_seen_at <= ${MONTH_AGO} and 'inUseInSysaid' = any(v.drift)),
      count(*) filter (where v.drift @> '{archivedInKace,activeCiInSysaid}'),
      count(*) filter (where v.drift @> '{answersAsNode}' and not v.drift && '{agentInKace,ciInSysaid}')
    from device_views v where ${seesDevice(own, $)} group by 1, 2, 3, 4`;
  await Promise.all([
    database.query(counted, values),
    database.query(
      "select day, state, devices from coverage_days where division in ('all', 'reconstructed')",
    ),
  ]);
  return null;
};

/** A device's row and all its records. @param {string} ref */
const oneDevice = (ref) => async (/** @type {Database} */ database) => {
  const of = "device_id = (select device_id from device_records where ref = $1)";
  await Promise.all([
    database.query(`select * from device_views where ${of}`, [ref]),
    database.query(`select * from device_records where ${of}`, [ref]),
    database.query("select * from device_parts where record_ref = $1", [ref]),
  ]);
  return null;
};

/** The first pairs of records that were joined. @param {Database} database */
const joins = async (database) => {
  await Promise.all([
    database.query(`select ref, match_mate, match_rule, match_evidence, match_confidence from device_records
      where removed_at is null and match_mate is not null order by ref limit 50`),
    database.query(
      "select count(*)::int from device_records where removed_at is null and match_mate is not null",
    ),
  ]);
  return null;
};

/** @param {Sight} own */
const home = (own) => async (/** @type {Database} */ database) => {
  const { $, values } = parameters();
  const seen = seesTicket(own, $);
  const tickets = (/** @type {string} */ text) => database.query(text, [...values]);
  const openBy = (/** @type {string} */ key) =>
    tickets(
      `select ${key}, max(t.queue_label), count(*)::int from tickets t where ${OPEN} and ${seen} group by 1`,
    );
  const closed = "t.status_kind = 'closed' and t.removed_at is null";
  const closedAt = "coalesce(t.closed_at, t.updated_at)";
  const from = "date_trunc('day', now(), 'UTC') - interval '29 days'";
  const asks = [
    tickets(`select count(*), count(*) filter (where t.due_at < now()),
      count(*) filter (where t.assignee_ref is null and t.assignee_name is null),
      count(*) filter (where t.awaits_approval) from tickets t where ${OPEN} and ${seen}`),
    tickets(`select date_trunc('day', t.created_at, 'UTC'), count(*) from tickets t
      where t.removed_at is null and t.created_at >= ${from} and ${seen} group by 1`),
    tickets(`select date_trunc('day', ${closedAt}, 'UTC'), count(*) from tickets t
      where ${closed} and ${closedAt} >= ${from} and ${seen} group by 1`),
    openBy(
      "width_bucket(extract(epoch from now() - t.created_at) / 86400, array[1, 3, 7, 30, 90])",
    ),
    openBy("t.priority_level"),
    openBy("t.queue_ref"),
  ];
  await Promise.all([...asks, ...homeDevices(database, own), readNews(database, own)]);
  return null;
};

/** @param {Database} database @param {Sight} own */
function homeDevices(database, own) {
  return ["v.os_family", CHECK_IN].map((key) => {
    const { $, values } = parameters();
    const text = `select ${key}, count(*)::int from device_views v where ${seesDevice(own, $)} group by 1`;
    return database.query(text, values);
  });
}

/** The newest change of each record, twelve of them. @param {Database} database @param {Sight} own */
function readNews(database, own) {
  const { $, values } = parameters();
  const ticket = `exists (select from tickets t where t.ref = h.ref and ${seesTicket(own, $)})`;
  const device = `exists (select from device_records d join device_views v on v.device_id = d.device_id
    where d.ref = h.ref and ${seesDevice(own, $)})`;
  const seen =
    own === null
      ? "true"
      : `case h.entity when 'ticket' then ${ticket} when 'device' then ${device} else false end`;
  return database.query(
    `select h.* from (select * from history order by id desc limit 20000) h
      where h.entity in ('ticket', 'device', 'ci') and ${seen} and not exists (select from history later
        where later.ref = h.ref and later.entity = h.entity and later.id > h.id)
      order by h.id desc limit 12`,
    own === null ? [] : values,
  );
}

/** What a sign-in costs every route: one row by its key. @param {Database} database */
const me = async (database) => {
  await database.query(
    "select * from vault v left join vault_sessions s on s.vault_id = v.id limit 2",
  );
  return null;
};

/** @param {string} root */
const graphAround = (root) => async (/** @type {Database} */ database) => {
  const reached = new Set([root]);
  let frontier = [root];
  for (let step = 1; step <= 2; step += 1) {
    const met = await database.query(
      `select c.ref from cis c where c.removed_at is null and c.ref <> all($2::text[]) and c.ref in (
          select dest_ref from ci_relations where src_ref = any($1::text[])
          union select src_ref from ci_relations where dest_ref = any($1::text[]))
        order by c.relation_count desc nulls last, c.ref limit $3`,
      [frontier, [...reached], 300 - reached.size],
    );
    frontier = met.rows.map((row) => String(row.ref));
    for (const ref of frontier) reached.add(ref);
  }
  const refs = [[...reached]];
  await Promise.all([
    database.query(
      "select * from ci_relations where src_ref = any($1) and dest_ref = any($1)",
      refs,
    ),
    database.query(
      "select ref, name, type_label, ci_class, status from cis where ref = any($1)",
      refs,
    ),
    database.query(
      `select e.ref, count(distinct e.other) from (
          select src_ref as ref, dest_ref as other from ci_relations where src_ref = any($1)
          union all select dest_ref, src_ref from ci_relations where dest_ref = any($1)) e
        where e.other <> all($1) group by 1`,
      refs,
    ),
    database.query("select count(relations_read_at), count(*) from cis where removed_at is null"),
  ]);
  return null;
};
