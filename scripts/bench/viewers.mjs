/**
 * Somebody who asks for pages, as the bare SQL needs to know them. `own` is what a standard user's rights come
 * to; `null` for somebody who sees everything of both systems.
 * @typedef {{ people: number[], refs: string[], names: string[] }} Own
 * @typedef {{ name: string, session: import("./session.mjs").Session, own: Own | null }} Viewer
 */

/**
 * What a standard user's rights come to: the person and everybody below, the accounts, and the names by
 * which tickets are copied. Looked up once; the bare SQL gets it for nothing.
 * @param {import("./database.mjs").Database} database
 * @param {import("./session.mjs").Account} account
 * @returns {Promise<Own>}
 */
export async function readOwn(database, { kace, sysaid }) {
  const accounts = await database.query(
    `select ref, person_id, email, user_name from accounts where removed_at is null
      and ((source = 'kace' and lower(user_name) = lower($1)) or (source = 'sysaid' and lower(user_name) = lower($2)))`,
    [kace?.userName ?? "", sysaid?.userName ?? ""],
  );
  const people = await database.query(
    "select distinct person_id from reports where manager_id = any($1::bigint[])",
    [accounts.rows.map((row) => row.person_id)],
  );
  return {
    people: people.rows.map((row) => Number(row.person_id)),
    refs: accounts.rows.map((row) => String(row.ref)),
    names: accounts.rows.flatMap((row) =>
      [row.email, row.user_name].filter(Boolean).map((name) => String(name).toLowerCase()),
    ),
  };
}

/** @typedef {(value: unknown) => string} Place stands for a parameter */

/** Which tickets (alias `t`) the viewer sees. @param {Own | null} own @param {Place} $ */
export function seesTicket(own, $) {
  if (own === null) return "true";
  const people = `${$(own.people)}::bigint[]`;
  const refs = `${$(own.refs)}::text[]`;
  return `(t.assignee_person_id = any(${people}) or t.requester_person_id = any(${people})
    or t.assignee_ref = any(${refs}) or t.requester_ref = any(${refs})
    or t.copied_to && ${$(own.names)}::text[])`;
}

/** Which rows of devices (alias `v`) the viewer sees. @param {Own | null} own @param {Place} $ */
export function seesDevice(own, $) {
  if (own === null) return "v.is_full";
  const people = `${$(own.people)}::bigint[]`;
  const kace = `v.kace_owner_ids && ${people}`;
  const sysaid = `v.sysaid_owner_ids && ${people}`;
  return `((v.lens = 'both' and ${kace} and ${sysaid})
    or (v.lens = 'kace' and ${kace} and (v.is_full or not ${sysaid}))
    or (v.lens = 'sysaid' and ${sysaid} and (v.is_full or not ${kace})))`;
}
