import "server-only";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { isTimeZone } from "@/lib/domain/wall-clock";
import { readPathOverrides } from "./sysaid/operations/path-overrides";
import type { KaceSettings, SysaidSettings } from "./upstream/port";

// The one place that reads process.env; lint refuses it elsewhere.

/** The server's settings, parsed once. A source that is not configured is `null`, which is a supported state. */
export interface Settings {
  kace: KaceSettings | null;
  sysaid: SysaidSettings | null;
  databaseUrl: string | null;
  dataDir: string;
  authSecret: string;
  authUrl: string | null;
  syncEnabled: boolean;
  logLevel: string;
  /** Largest body that the proxy carries to a source. */
  uploadMaxBytes: number;
  /** Lets one proxied call delete several records, or run a script on all machines. */
  allowBulk: boolean;
  /** Devices that one run may act on. */
  runMaxDevices: number;
  /** Shows the gallery of primitives; never set in production. */
  gallery: boolean;
}

/** A setting that is missing or wrong. The message names the variable and its fault. */
export class SettingsError extends Error {
  constructor(faults: string[]) {
    super(`Sightline cannot start:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.name = "SettingsError";
  }
}

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/** Parses settings from variables. Throws {@link SettingsError} with every fault at once. */
export function parseSettings(env: Record<string, string | undefined>): Settings {
  const faults: string[] = [];
  const read = (name: string) => env[name]?.trim() || null;
  const url = (name: string) => {
    const text = read(name);
    if (text === null) return null;
    const fault = faultOfUrl(text);
    if (fault !== null) faults.push(`${name} ${fault}`);
    return text.replace(/\/+$/, "");
  };
  const file = (name: string) => {
    const path = read(name);
    if (path === null) return null;
    const pem = readText(path);
    if (pem === null) faults.push(`${name} names a file that cannot be read: ${path}`);
    else if (!pem.includes("-----BEGIN CERTIFICATE-----"))
      faults.push(`${name} names a file without a PEM certificate: ${path}`);
    return pem;
  };
  const source = (prefix: string, optional: string[]) => {
    const names = ["URL", "SERVICE_USER", "SERVICE_PASSWORD"].map((part) => `${prefix}_${part}`);
    const missing = names.filter((name) => read(name) === null);
    const any = [...names, ...optional.map((part) => `${prefix}_${part}`)].some((n) => read(n));
    if (any)
      for (const name of missing) faults.push(`${name} is missing; ${prefix}_* is only half set`);
    // Read even when something is missing, so that their faults are told in the same breath.
    const parsed = {
      url: url(`${prefix}_URL`) ?? "",
      serviceUser: read(`${prefix}_SERVICE_USER`) ?? "",
      servicePassword: env[`${prefix}_SERVICE_PASSWORD`] ?? "",
      ca: file(`${prefix}_CA_FILE`),
    };
    return missing.length > 0 ? null : parsed;
  };

  const kace = source("KACE", ["ORGANIZATION", "TIME_ZONE", "CA_FILE"]);
  const timeZone = read("KACE_TIME_ZONE");
  if (timeZone !== null && !isTimeZone(timeZone)) {
    faults.push(`KACE_TIME_ZONE is not an IANA time zone such as Europe/Berlin: ${timeZone}`);
  }
  const sysaid = source("SYSAID", ["ACCOUNT_ID", "CA_FILE", "PATHS"]);
  if (/\/api\/v1\/*$/.test(read("SYSAID_URL") ?? "")) {
    faults.push("SYSAID_URL must not end in /api/v1");
  }
  const sysaidPaths = readPathOverrides(read("SYSAID_PATHS") ?? "");
  for (const fault of sysaidPaths.faults) faults.push(`SYSAID_PATHS ${fault}`);

  const databaseUrl = read("DATABASE_URL");
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    faults.push("DATABASE_URL must start with postgres://");
  }
  const authSecret = read("AUTH_SECRET") ?? "";
  if (authSecret.length < 32) {
    faults.push(
      "AUTH_SECRET is missing or shorter than 32 characters; make one with: openssl rand -hex 32",
    );
  }
  const syncEnabled = read("SYNC_ENABLED") ?? "true";
  if (!["true", "false"].includes(syncEnabled)) faults.push("SYNC_ENABLED must be true or false");
  const logLevel = read("LOG_LEVEL") ?? "info";
  if (!LEVELS.includes(logLevel)) faults.push(`LOG_LEVEL must be one of ${LEVELS.join(", ")}`);
  const uploadMaxMb = Number(read("UPLOAD_MAX_MB") ?? "200");
  if (!Number.isInteger(uploadMaxMb) || uploadMaxMb < 1 || uploadMaxMb > 10_000) {
    faults.push("UPLOAD_MAX_MB must be a whole number of megabytes from 1 to 10000");
  }
  const allowBulk = read("ALLOW_BULK") ?? "false";
  if (!["true", "false"].includes(allowBulk)) faults.push("ALLOW_BULK must be true or false");
  const runMaxDevices = Number(read("RUN_MAX_DEVICES") ?? "200");
  if (!Number.isInteger(runMaxDevices) || runMaxDevices < 1 || runMaxDevices > 2000) {
    faults.push("RUN_MAX_DEVICES must be a whole number from 1 to 2000");
  }
  const authUrl = url("AUTH_URL");

  if (faults.length > 0) throw new SettingsError(faults);
  return {
    kace: kace && { ...kace, organization: read("KACE_ORGANIZATION"), timeZone },
    sysaid: sysaid && {
      ...sysaid,
      accountId: read("SYSAID_ACCOUNT_ID"),
      paths: sysaidPaths.paths,
    },
    databaseUrl,
    dataDir: read("DATA_DIR") ?? ".data",
    authSecret,
    authUrl,
    syncEnabled: syncEnabled === "true",
    logLevel,
    uploadMaxBytes: uploadMaxMb * 1024 * 1024,
    allowBulk: allowBulk === "true",
    runMaxDevices,
    gallery: read("SIGHTLINE_GALLERY") === "1",
  };
}

/** What is wrong with an address, without the address: it may hold a password. */
function faultOfUrl(text: string): string | null {
  if (!z.url({ protocol: /^https?$/ }).safeParse(text).success) {
    return "must be an http(s) address, such as https://host.example";
  }
  const { username, password, search, hash } = new URL(text);
  if (username !== "" || password !== "") return "must not hold a user name or a password";
  if (search !== "" || hash !== "") return "must not hold a ? or a #";
  return null;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

let parsed: Settings | undefined;

/** This process's settings. The first call parses; a fault throws {@link SettingsError}. */
export function settings(): Settings {
  parsed ??= parseSettings(process.env);
  return parsed;
}
