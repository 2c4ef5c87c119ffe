import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Client, escapeIdentifier } from "pg";
import { inject } from "vitest";
import { connectStore } from "./open";
import type { Store } from "./db";

// For tests only. Each test file gets a database of its own, cloned from one that is migrated already.

const TEMPLATE_LOCK = 7_315_002;

/** An empty, migrated store in a database of its own. `close` drops the database. */
export async function createTestStore(): Promise<Store> {
  const server = await readServerAddress();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await withAdmin(server, async (admin) => {
    const template = await ensureTemplate(admin, server);
    await admin.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    await admin.query(
      `create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}`,
    );
    await admin.query("select pg_advisory_unlock($1)", [TEMPLATE_LOCK]);
  });
  const store = await connectStore(addressOf(server, name), { migrated: true });
  return {
    ...store,
    close: async () => {
      await store.close();
      await withAdmin(server, (admin) =>
        admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`),
      );
    },
  };
}

async function readServerAddress(): Promise<string> {
  const answer = await fetch(inject("testDatabaseDesk"));
  const text = await answer.text();
  if (!answer.ok) throw new Error(`No PostgreSQL for tests: ${text}`);
  return text;
}

// Named after its migrations, so that a server that serves many runs never offers an old schema.
async function ensureTemplate(admin: Client, server: string): Promise<string> {
  const name = `sightline_template_${(await hashMigrations()).slice(0, 16)}`;
  await admin.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK]);
  try {
    const known = await admin.query("select 1 from pg_database where datname = $1", [name]);
    if (known.rowCount === 0) {
      const draft = `${name}_draft`;
      await admin.query(`drop database if exists ${escapeIdentifier(draft)} with (force)`);
      await admin.query(`create database ${escapeIdentifier(draft)}`);
      await (await connectStore(addressOf(server, draft))).close();
      await admin.query(
        `alter database ${escapeIdentifier(draft)} rename to ${escapeIdentifier(name)}`,
      );
    }
    return name;
  } finally {
    await admin.query("select pg_advisory_unlock($1)", [TEMPLATE_LOCK]);
  }
}

async function hashMigrations(): Promise<string> {
  const folder = join(process.cwd(), "drizzle");
  const hash = createHash("sha256");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  for (const name of names) hash.update(await readFile(join(folder, name)));
  return hash.digest("hex");
}

function addressOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.toString();
}

async function withAdmin(server: string, run: (admin: Client) => Promise<unknown>): Promise<void> {
  const admin = new Client({ connectionString: server });
  await admin.connect();
  try {
    await run(admin);
  } finally {
    await admin.end();
  }
}
