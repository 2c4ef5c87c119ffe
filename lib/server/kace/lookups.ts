import "server-only";
import { isTimeZone } from "@/lib/domain/wall-clock";
import { log } from "@/lib/server/log";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { Call } from "@/lib/server/upstream/port";
import type { Send } from "./client";
import { type ApplianceClock, createApplianceClock } from "./clock";
import type { Names } from "./map";
import { type Listing, readAll } from "./paging";
import { LOCATION_ASSET_TYPE_ID } from "./quirks";
import { readMe } from "./sign-in";
import { NamedWire, type SessionWire } from "./wire";

/** The appliance's clock, once its zone is known. */
export interface ClockSource {
  learn(session: SessionWire): void;
  /** The clock; asks with the given session when nobody has told the zone yet. */
  clock(send: Send, call: Call): Promise<ApplianceClock>;
}

/** @param timeZone zone of the settings, which has the last word */
export function createClockSource(timeZone: string | null): ClockSource {
  let known = timeZone === null ? null : createApplianceClock(timeZone);
  const learn = (session: SessionWire) => {
    if (known !== null) return;
    const told = session.localtimezone;
    const isUsable = told !== null && isTimeZone(told);
    if (!isUsable) log.warn({ source: "kace" }, "the appliance tells no time zone; UTC is assumed");
    known = createApplianceClock(isUsable ? told : "UTC");
  };
  return {
    learn,
    async clock(send, call) {
      if (known === null) learn(await readMe(send, call));
      return known ?? createApplianceClock("UTC");
    },
  };
}

/** How long names stay as read. */
const KEPT_MS = 10 * 60_000;

const LISTINGS = {
  queues: { operation: "queues.list", shape: NamedWire, shaping: "hd_queue limited" },
  assetStatuses: { operation: "asset_status.list", shape: NamedWire },
  locations: {
    operation: "assets.list",
    shape: NamedWire,
    shaping: "asset limited",
    conditions: [{ field: "asset_type_id", operator: "eq", value: LOCATION_ASSET_TYPE_ID }],
  },
} satisfies Record<keyof Names, Listing<typeof NamedWire>>;

/** Names that rows refer to by id, read when asked for and kept for a while. */
export interface NameSource {
  names(kinds: readonly (keyof Names)[], send: Send, call: Call): Promise<Names>;
}

export function createNameSource(): NameSource {
  const kept = new Map<keyof Names, { until: number; names: ReadonlyMap<number, string> }>();
  const read = async (
    kind: keyof Names,
    send: Send,
    call: Call,
  ): Promise<ReadonlyMap<number, string>> => {
    const known = kept.get(kind);
    if (known && known.until > Date.now()) return known.names;
    try {
      const rows = await readAll(send, LISTINGS[kind], call);
      const named = rows.flatMap((row): [number, string][] =>
        row.name ? [[row.id, row.name]] : [],
      );
      const names = new Map(named);
      kept.set(kind, { until: Date.now() + KEPT_MS, names });
      return names;
    } catch (error) {
      // A role may not read this list. Rows are still worth showing without the name.
      if (!(error instanceof UpstreamHttpError)) throw error;
      return known?.names ?? new Map();
    }
  };
  return {
    async names(kinds, send, call) {
      const all = { queues: new Map(), assetStatuses: new Map(), locations: new Map() };
      const found = await Promise.all(kinds.map((kind) => read(kind, send, call)));
      return { ...all, ...Object.fromEntries(kinds.map((kind, index) => [kind, found[index]])) };
    },
  };
}
