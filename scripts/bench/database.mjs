import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

const TIMES = [1082, 1114, 1184];

/** The pool of a bench's own, past the product, to the embedded database of a data folder. @param {string} dataDir */
export function openDatabase(dataDir) {
  const { password, port } = JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"));
  const pool = new pg.Pool({
    host: "127.0.0.1",
    port,
    user: "sightline",
    database: "sightline",
    password,
    max: 10,
    application_name: "sightline-bench",
    options: "-c TimeZone=UTC -c DateStyle=ISO",
    // Times stay text, as the product reads them: making dates of them is not the database's work.
    types: {
      getTypeParser: (oid, format) =>
        TIMES.includes(oid)
          ? (/** @type {string} */ text) => text
          : pg.types.getTypeParser(oid, format),
    },
  });
  // The server, and with it the database, ends before the bench does.
  pool.on("error", () => undefined);
  return pool;
}

/** @typedef {ReturnType<typeof openDatabase>} Database */

/** Collects the parameters of one statement: `$(value)` gives the place that stands for it. */
export function parameters() {
  /** @type {unknown[]} */
  const values = [];
  const $ = (/** @type {unknown} */ value) => `$${values.push(value)}`;
  return { $, values };
}

/** How large the index is, and its largest tables with their indexes. @param {Database} database */
export async function readSizes(database) {
  const whole = await database.query(
    "select pg_database_size(current_database())::bigint as bytes",
  );
  const tables = await database.query(`
    select c.relname as name, c.reltuples::bigint as rows, pg_total_relation_size(c.oid)::bigint as bytes,
      (pg_total_relation_size(c.oid) - pg_indexes_size(c.oid))::bigint as table_bytes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public' order by 3 desc limit 8`);
  return {
    bytes: Number(whole.rows[0]?.bytes),
    tables: tables.rows.map((row) => ({
      name: String(row.name),
      rows: Math.max(0, Number(row.rows)),
      bytes: Number(row.bytes),
      indexBytes: Number(row.bytes) - Number(row.table_bytes),
    })),
  };
}
