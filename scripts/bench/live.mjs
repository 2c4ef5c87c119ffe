import pg from "pg";
import { median, percentile } from "./figures.mjs";

// How long a change takes from one person's write to another person's open page.

const GIVE_UP_MS = 15_000;

/**
 * Writes comments as one person and waits for the news of each on another person's stream of events.
 * @param {{ writer: import("./session.mjs").Session, reader: import("./session.mjs").Session, database: import("./database.mjs").Database, source: "kace" | "sysaid", writes: number }} options
 * @returns {Promise<{ answered: number[], told: number[], afterIndex: number[], lost: number }>} in ms: from the
 * write to its answer, from the write to the news, from the index's change to the news
 */
export async function measureLive({ writer, reader, database, source, writes }) {
  const abort = new AbortController();
  const heard = await hear(reader, abort.signal);
  const index = await hearIndex(database);
  const result = { answered: [], told: [], afterIndex: [], lost: 0 };
  try {
    const { rows } = await writer.get(`/api/tickets?source=${source}&flag=open&limit=${writes}`);
    for (const { ref } of rows) await writeOne({ writer, heard, index, ref, result });
  } finally {
    abort.abort();
    await index.end();
  }
  return result;
}

/** @param {any} options */
async function writeOne({ writer, heard, index, ref, result }) {
  const path = `/api/tickets/${encodeURIComponent(ref)}`;
  const { ticket } = await writer.get(path);
  const [kind] = ticket.commentKinds;
  if (kind === undefined) return;
  const startedAt = performance.now();
  const news = heard.next(ref, startedAt);
  const changed = index.next(ref, startedAt);
  const text = `Measured at ${new Date().toISOString()}`;
  await writer.post(`${path}/writes`, { act: "comment", text, internal: kind === "internal" });
  result.answered.push(performance.now() - startedAt);
  const [toldAt, changedAt] = await Promise.all([news, changed]);
  if (toldAt === null) result.lost += 1;
  else result.told.push(toldAt - startedAt);
  if (toldAt !== null && changedAt !== null) result.afterIndex.push(toldAt - changedAt);
}

/** Rows of a table. @param {string} name @param {Awaited<ReturnType<typeof measureLive>>} live */
export function toLiveRow(name, { answered, told, afterIndex, lost }) {
  const both = (/** @type {number[]} */ values) =>
    values.length === 0
      ? ["–", "–"]
      : [median(values).toFixed(0), percentile(values, 0.99).toFixed(0)];
  return [
    name,
    String(answered.length),
    ...both(answered),
    ...both(told),
    ...both(afterIndex),
    String(lost),
  ];
}

/** Waits for words about a ref. */
class Ears {
  /** @type {Set<{ ref: string, settle: (at: number | null) => void }>} */
  #waiting = new Set();

  /** @param {string} text */
  hear(text) {
    const at = performance.now();
    for (const one of [...this.#waiting]) if (text.includes(`"${one.ref}"`)) one.settle(at);
  }

  /** When the ref is spoken of next, or `null` after too long. @param {string} ref @returns {Promise<number | null>} */
  next(ref) {
    return new Promise((resolve) => {
      const one = {
        ref,
        settle: (/** @type {number | null} */ at) => {
          clearTimeout(timer);
          this.#waiting.delete(one);
          resolve(at);
        },
      };
      const timer = setTimeout(() => one.settle(null), GIVE_UP_MS);
      this.#waiting.add(one);
    });
  }
}

/** @param {import("./session.mjs").Session} session @param {AbortSignal} signal */
async function hear(session, signal) {
  const ears = new Ears();
  const stream = await session.listen("/api/events", signal);
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (/** @type {string} */ part) => {
    const events = (rest + part).split("\n\n");
    rest = events.pop() ?? "";
    events.forEach((event) => ears.hear(event));
  });
  // The abort at the end arrives as an error of the stream.
  stream.on("error", () => undefined);
  return ears;
}

/** Hears what the database tells of changes. @param {import("./database.mjs").Database} database */
async function hearIndex(database) {
  const ears = new Ears();
  const client = new pg.Client(database.options);
  await client.connect();
  client.on("notification", ({ payload = "" }) => ears.hear(payload));
  await client.query("listen sightline");
  return Object.assign(ears, { end: () => client.end() });
}
