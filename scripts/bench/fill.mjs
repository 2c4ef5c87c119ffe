import { formatCount } from "./figures.mjs";

const LOOK_EVERY_MS = 100;
const HEALTH_EVERY_MS = 300;

/**
 * One list of one source as it was read for the first time.
 * @typedef {{ source: string, entity: string, rows: number, seconds: number }} FilledList
 */

/**
 * Watches the first fill until the server says that the picture is full.
 * @param {import("./database.mjs").Database} database
 * @param {string} url the server
 * @param {(line: string) => void} say
 * @returns {Promise<{ readyAt: number, lists: FilledList[] }>} `readyAt` in epoch ms
 */
export async function watchFill(database, url, say) {
  /** @type {Map<string, { startedAt: number }>} */
  const started = new Map();
  let healthAt = 0;
  let saidRows = -1;
  for (;;) {
    const rows = await readStates(database);
    for (const row of rows) {
      const key = `${row.source} ${row.entity}`;
      const startedAt = row.startedAt ?? Date.now();
      if (row.phase !== "idle" && !started.has(key)) started.set(key, { startedAt });
    }
    if (Date.now() - healthAt >= HEALTH_EVERY_MS) {
      healthAt = Date.now();
      const health = await (await fetch(`${url}/api/health`)).json();
      if (health.sync.ready) {
        const readyAt = Date.now();
        return { readyAt, lists: toLists(await readStates(database), started) };
      }
      const done = rows.reduce((sum, row) => sum + row.rowsDone, 0);
      if (done - saidRows >= 20_000 || saidRows < 0) {
        say(`  … ${formatCount(done)} rows`);
        saidRows = done;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** @param {import("./database.mjs").Database} database */
async function readStates(database) {
  const found = await database.query(
    `select source, entity, phase, rows_done, cursor->>'startedAt' as started_at, last_sweep_at from sync_state`,
  );
  return found.rows.map((row) => ({
    source: String(row.source),
    entity: String(row.entity),
    phase: String(row.phase),
    rowsDone: Number(row.rows_done),
    startedAt: row.started_at === null ? null : Date.parse(row.started_at),
    sweptAt: row.last_sweep_at === null ? null : new Date(row.last_sweep_at).getTime(),
  }));
}

/**
 * @param {Awaited<ReturnType<typeof readStates>>} rows
 * @param {Map<string, { startedAt: number }>} started
 * @returns {FilledList[]}
 */
function toLists(rows, started) {
  return rows.flatMap((row) => {
    const from = started.get(`${row.source} ${row.entity}`)?.startedAt;
    if (row.sweptAt === null || from === undefined) return [];
    const seconds = Math.max(0.05, (row.sweptAt - from) / 1000);
    return [{ source: row.source, entity: row.entity, rows: row.rowsDone, seconds }];
  });
}
