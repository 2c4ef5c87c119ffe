import type { FleetOptions } from "./model";
import { FleetError } from "./random";

const HOUR_MS = 3_600_000;

const SIZES = [
  { key: "seed", fallback: 1, least: 0, most: 2_147_483_647 },
  { key: "devices", fallback: 2_000, least: 50, most: 200_000 },
  { key: "tickets", fallback: 6_000, least: 0, most: 1_000_000 },
  { key: "cis", fallback: 600, least: 0, most: 200_000 },
] as const;

function readFlag(argv: readonly string[], name: string): string | undefined {
  const inline = argv.find((word) => word.startsWith(`--${name}=`));
  if (inline !== undefined) return inline.slice(name.length + 3);
  const index = argv.indexOf(`--${name}`);
  return index < 0 ? undefined : (argv[index + 1] ?? "");
}

function readSize(
  size: (typeof SIZES)[number],
  argv: readonly string[],
  env: Record<string, string | undefined>,
): number {
  const given = readFlag(argv, size.key) ?? env[`FLEET_${size.key.toUpperCase()}`];
  if (given === undefined) return size.fallback;
  const value = Number(given);
  if (given.trim() === "" || !Number.isInteger(value) || value < size.least || value > size.most) {
    throw new FleetError(
      `--${size.key} takes a whole number from ${size.least} to ${size.most}, not "${given}"`,
    );
  }
  return value;
}

/** Epoch milliseconds or an ISO 8601 time; left out: the start of the current hour. */
function readNow(given: string | undefined): number {
  if (given === undefined) return Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const value = /^\d+$/.test(given) ? Number(given) : Date.parse(given);
  if (!Number.isFinite(value)) {
    throw new FleetError(`FLEET_NOW takes epoch milliseconds or an ISO time, not "${given}"`);
  }
  return value;
}

/**
 * Reads the company's size and seed from `--seed --devices --tickets --cis --now` (`--x n` or
 * `--x=n`), else from `FLEET_SEED`, `FLEET_DEVICES`, `FLEET_TICKETS`, `FLEET_CIS`, `FLEET_NOW`.
 * Two programs agree on the company only if they agree on `now`, so whoever starts both gives it.
 * Throws `FleetError` with the setting's name when a value makes no sense; other flags are ignored.
 */
export function parseFleetOptions(
  argv: readonly string[],
  env: Record<string, string | undefined>,
): FleetOptions {
  const [seed, devices, tickets, cis] = SIZES.map((size) => readSize(size, argv, env));
  return {
    seed: seed ?? 1,
    devices: devices ?? 2_000,
    tickets: tickets ?? 6_000,
    cis: cis ?? 600,
    now: readNow(readFlag(argv, "now") ?? env.FLEET_NOW),
  };
}
