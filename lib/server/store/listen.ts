import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { Client, escapeIdentifier } from "pg";
import { log } from "@/lib/server/log";
import type { NotificationHandler } from "./db";

interface Listener {
  channel: string;
  handler: NotificationHandler;
  onGap: (() => void) | undefined;
}

/** One dedicated connection that hears notifications for everybody, and comes back when it breaks. */
export interface Ear {
  listen(
    channel: string,
    handler: NotificationHandler,
    onGap?: () => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const RETRY_PAUSE_MS = 500;

/** Makes the ear of a database; it connects when the first listener comes. */
export function createEar(databaseUrl: string): Ear {
  const listeners = new Set<Listener>();
  let connection: Promise<Client> | undefined;
  let closed = false;

  async function connect(): Promise<Client> {
    const client = new Client({
      connectionString: databaseUrl,
      application_name: "sightline-ear",
      keepAlive: true,
    });
    client.on("notification", ({ channel, payload = "" }) => {
      for (const listener of listeners) if (listener.channel === channel) listener.handler(payload);
    });
    client.on("error", (error) =>
      log.warn({ reason: error.message }, "listening connection broke"),
    );
    await client.connect();
    client.on("end", () => void reconnect());
    for (const channel of new Set([...listeners].map((each) => each.channel)))
      await client.query(`listen ${escapeIdentifier(channel)}`);
    return client;
  }

  async function reconnect(): Promise<void> {
    connection = undefined;
    while (!closed && listeners.size > 0 && connection === undefined) {
      const attempt = connect();
      connection = attempt;
      try {
        await attempt;
        for (const listener of listeners) listener.onGap?.();
      } catch (error) {
        connection = undefined;
        log.warn({ reason: String(error) }, "cannot listen yet");
        await pause(RETRY_PAUSE_MS, undefined, { ref: false });
      }
    }
  }

  return {
    async listen(channel, handler, onGap) {
      const listener = { channel, handler, onGap };
      listeners.add(listener);
      connection ??= connect();
      const client = await connection;
      await client.query(`listen ${escapeIdentifier(channel)}`);
      return async () => {
        listeners.delete(listener);
        const others = [...listeners].some((each) => each.channel === channel);
        if (others || closed || connection === undefined) return;
        await (await connection).query(`unlisten ${escapeIdentifier(channel)}`);
      };
    },
    async close() {
      closed = true;
      if (connection !== undefined) await (await connection).end();
    },
  };
}
