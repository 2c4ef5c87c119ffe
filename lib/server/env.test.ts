import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SettingsError, parseSettings } from "./env";

type Env = Record<string, string | undefined>;
const AUTH_SECRET = "s".repeat(32);
const KACE: Env = {
  KACE_URL: "https://kace.example/",
  KACE_SERVICE_USER: "sightline",
  KACE_SERVICE_PASSWORD: " with spaces ",
};
const SYSAID: Env = {
  SYSAID_URL: "https://sysaid.example",
  SYSAID_SERVICE_USER: "sightline",
  SYSAID_SERVICE_PASSWORD: "p",
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "settings-"));
  writeFileSync(join(folder, "ca.pem"), "-----BEGIN CERTIFICATE-----\nx\n");
  writeFileSync(join(folder, "other.txt"), "hello");
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Which variables are at fault, by the lines of the message. */
function faultsOf(env: Env): string[] {
  try {
    parseSettings({ AUTH_SECRET, ...env });
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => /- (\w+)/.exec(line)?.[1] ?? line);
  }
}

test("a server without a source is a server", () => {
  expect(parseSettings({ AUTH_SECRET })).toEqual({
    kace: null,
    sysaid: null,
    databaseUrl: null,
    dataDir: ".data",
    authSecret: AUTH_SECRET,
    authUrl: null,
    syncEnabled: true,
    logLevel: "info",
    uploadMaxBytes: 200 * 1024 * 1024,
    allowBulk: false,
    runMaxDevices: 200,
    gallery: false,
  });
});

test.each(["0", "2001", "1.5", "many"])("a bound of %s devices for a run is refused", (text) => {
  const read = () => parseSettings({ AUTH_SECRET, RUN_MAX_DEVICES: text });
  expect(read).toThrow("RUN_MAX_DEVICES");
});

test("every setting arrives where it belongs", () => {
  const found = parseSettings({
    ...KACE,
    ...SYSAID,
    AUTH_SECRET,
    KACE_ORGANIZATION: "East",
    KACE_TIME_ZONE: "Europe/Berlin",
    KACE_CA_FILE: join(folder, "ca.pem"),
    SYSAID_ACCOUNT_ID: "acme",
    SYSAID_PATHS: "actions.list=/api/v1/actionItems",
    DATABASE_URL: "postgresql://u:p@db/x",
    DATA_DIR: "/var/lib/sightline",
    AUTH_URL: "https://sightline.example/",
    SYNC_ENABLED: "false",
    LOG_LEVEL: "debug",
  });
  expect(found.kace).toEqual({
    url: "https://kace.example",
    serviceUser: "sightline",
    servicePassword: " with spaces ",
    ca: expect.stringContaining("BEGIN CERTIFICATE"),
    organization: "East",
    timeZone: "Europe/Berlin",
  });
  expect(found.sysaid).toMatchObject({
    accountId: "acme",
    ca: null,
    paths: { "actions.list": "/api/v1/actionItems" },
  });
  expect(found).toMatchObject({
    authUrl: "https://sightline.example",
    syncEnabled: false,
    logLevel: "debug",
  });
});

test.each<[string, Env, string[]]>([
  ["a short secret", { AUTH_SECRET: "short" }, ["AUTH_SECRET"]],
  ["no secret", { AUTH_SECRET: undefined }, ["AUTH_SECRET"]],
  [
    "half of KACE",
    { KACE_URL: "https://k.example" },
    ["KACE_SERVICE_USER", "KACE_SERVICE_PASSWORD"],
  ],
  [
    "an organisation alone",
    { KACE_ORGANIZATION: "East" },
    ["KACE_URL", "KACE_SERVICE_USER", "KACE_SERVICE_PASSWORD"],
  ],
  [
    "SysAid without a password",
    { ...SYSAID, SYSAID_SERVICE_PASSWORD: " " },
    ["SYSAID_SERVICE_PASSWORD"],
  ],
  ["an address that is none", { ...KACE, KACE_URL: "kace.example" }, ["KACE_URL"]],
  ["another protocol", { ...KACE, KACE_URL: "ftp://kace.example" }, ["KACE_URL"]],
  ["a password in an address", { ...KACE, KACE_URL: "https://a:hidden@k.example" }, ["KACE_URL"]],
  ["a query in an address", { ...SYSAID, SYSAID_URL: "https://s.example?x=1" }, ["SYSAID_URL"]],
  ["the API's path", { ...SYSAID, SYSAID_URL: "https://s.example/api/v1/" }, ["SYSAID_URL"]],
  [
    "a path of an operation whose path is known",
    { ...SYSAID, SYSAID_PATHS: "sr.list=/x" },
    ["SYSAID_PATHS"],
  ],
  [
    "each wrong path",
    { ...SYSAID, SYSAID_PATHS: "nothing=/x,actions.list=x" },
    ["SYSAID_PATHS", "SYSAID_PATHS"],
  ],
  [
    "paths without a system",
    { SYSAID_PATHS: "actions.list=/x" },
    ["SYSAID_URL", "SYSAID_SERVICE_USER", "SYSAID_SERVICE_PASSWORD"],
  ],
  ["a time zone that is none", { ...KACE, KACE_TIME_ZONE: "Mars/North" }, ["KACE_TIME_ZONE"]],
  ["a file that is not there", { ...KACE, KACE_CA_FILE: "/nowhere.pem" }, ["KACE_CA_FILE"]],
  ["another database", { DATABASE_URL: "mysql://db" }, ["DATABASE_URL"]],
  ["a switch that is neither", { SYNC_ENABLED: "maybe" }, ["SYNC_ENABLED"]],
  ["a level that is none", { LOG_LEVEL: "loud" }, ["LOG_LEVEL"]],
  ["an AUTH_URL that is none", { AUTH_URL: "sightline" }, ["AUTH_URL"]],
])("%s is named", (_what, env, faults) => {
  expect(faultsOf(env)).toEqual(faults);
});

test("a file without a certificate is named", () => {
  expect(faultsOf({ ...KACE, KACE_CA_FILE: join(folder, "other.txt") })).toEqual(["KACE_CA_FILE"]);
});

test("all faults are told at once, also those of a source that is half set", () => {
  const env = {
    KACE_URL: "nonsense",
    KACE_CA_FILE: "/nowhere.pem",
    SYSAID_URL: "https://s.example/api/v1",
    LOG_LEVEL: "loud",
    AUTH_SECRET: "",
  };
  expect(faultsOf(env)).toEqual([
    "KACE_SERVICE_USER",
    "KACE_SERVICE_PASSWORD",
    "KACE_URL",
    "KACE_CA_FILE",
    "SYSAID_SERVICE_USER",
    "SYSAID_SERVICE_PASSWORD",
    "SYSAID_URL",
    "AUTH_SECRET",
    "LOG_LEVEL",
  ]);
});

test("no fault repeats a secret", () => {
  const env = {
    AUTH_SECRET: "tiny-secret",
    DATABASE_URL: "mysql://u:hidden@db",
    AUTH_URL: "https://u:hidden@x",
    ...KACE,
    KACE_URL: "https://u:hidden@k",
  };
  expect(() => parseSettings(env)).toThrow(SettingsError);
  expect(() => parseSettings(env)).not.toThrow(/hidden|tiny-secret|with spaces/);
});
