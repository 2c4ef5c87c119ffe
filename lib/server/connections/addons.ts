import "server-only";
import type {
  AddonDetail,
  AddonOutcome,
  AddonsResult,
  AddonTry,
  AddonWrite,
} from "@/lib/contracts/connections";
import type { Source } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { actorFor } from "@/lib/server/auth/vault";
import { BadRequest, NotFound } from "@/lib/server/failures";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type {
  Addon,
  AddonChange,
  AddonDesk,
  AddonParameter,
  Call,
} from "@/lib/server/upstream/port";
import { sourceOf } from "./test-connection";

// Add-ons are read and written as the viewer. A secret value never leaves the server, and is written only
// where somebody typed a new one: sending back what was read could replace a password by the stars that
// stand in its place.

type Asker = Pick<Actor, "runtime" | "viewer" | "requestId">;

/** Whose add-on, as the address names it. */
export interface AddonPlace {
  source: string | undefined;
  name: string | undefined;
}

/** A write is sent once and goes on when the page that asked is closed. */
const WRITING: Call = { priority: "person" };

/** All add-ons of a source. Throws SourceSignInNeeded, NotFound, and what the source refuses. */
export async function listAddons(
  actor: Asker & Pick<Actor, "signal">,
  source: string | undefined,
): Promise<AddonsResult> {
  const { desk } = await open(actor, source);
  const addons = await desk.list({ priority: "person", signal: actor.signal });
  return { addons: addons.map(toRow), message: null };
}

/** Has the source read its list anew from the vendor. */
export async function refreshAddons(
  actor: Asker,
  source: string | undefined,
): Promise<AddonsResult> {
  const opened = await open(actor, source);
  const message = await audited(
    actor,
    { operation: "addons.refresh", source: opened.source, target: null, detail: {} },
    () => opened.desk.refresh(WRITING),
  );
  return { addons: (await opened.desk.list(WRITING)).map(toRow), message };
}

/** One add-on with its fields, secrets without their values. */
export async function readAddon(
  actor: Asker & Pick<Actor, "signal">,
  place: AddonPlace,
): Promise<AddonDetail> {
  const { desk } = await open(actor, place.source);
  return toDetail(await find(desk, place.name, { priority: "person", signal: actor.signal }));
}

/**
 * Switches an add-on and changes its values, then reads it again: what the source shows is what it took.
 * @throws BadRequest for a field that it does not have or that must not be changed
 * @throws UpstreamRefusal when the source says yes and shows something else
 */
export async function updateAddon(
  actor: Asker,
  place: AddonPlace,
  write: AddonWrite,
): Promise<AddonOutcome> {
  const { desk, source } = await open(actor, place.source);
  const known = await find(desk, place.name, WRITING);
  const change = toChange(known, write.active, write.values);
  const { name } = known.addon;
  const detail = { active: write.active, fields: write.values.map((value) => value.name) };
  const message = await audited(
    actor,
    { operation: "addons.update", source, target: name, detail },
    () => desk.update(name, change, WRITING),
  );
  const now = await find(desk, name, WRITING);
  const differing = differencesOf(now, change);
  if (differing.length > 0) {
    const { label } = SOURCE_LABELS[source];
    const shown = message === null ? "" : ` It said: ${message}`;
    throw new UpstreamRefusal(
      source,
      `${label} took the change and still shows other values for ${differing.join(", ")}.${shown}`,
    );
  }
  return { addon: toDetail(now), message };
}

/** Has the source try its connection with the values that stand and those that were typed. Keeps nothing. */
export async function tryAddon(
  actor: Asker,
  place: AddonPlace,
  { values }: AddonTry,
): Promise<AddonOutcome> {
  const { desk, source } = await open(actor, place.source);
  const known = await find(desk, place.name, WRITING);
  const change = toChange(known, known.addon.active, values);
  const { name } = known.addon;
  const detail = { fields: values.map((value) => value.name) };
  const message = await audited(
    actor,
    { operation: "addons.test", source, target: name, detail },
    () => desk.test(name, change, WRITING),
  );
  return { addon: toDetail(known), message };
}

async function open(
  { runtime, viewer }: Asker,
  name: string | undefined,
): Promise<{ desk: AddonDesk; source: Source }> {
  const source = sourceOf(name);
  const { addons } = await actorFor(runtime, viewer, source);
  if (!addons) throw new NotFound("add-on");
  return { desk: addons, source };
}

interface KnownAddon {
  addon: Addon;
  parameters: AddonParameter[];
}

/** Names with which an address could climb, or that could not be one at all, are not asked for. */
const ADDON_NAME = /^(?!\.+$)[\p{L}\p{N}_. -]{1,100}$/u;

async function find(desk: AddonDesk, name: string | undefined, call: Call): Promise<KnownAddon> {
  const found = name && ADDON_NAME.test(name) ? await desk.read(name, call) : null;
  if (found === null) throw new NotFound("such add-on");
  return found;
}

/** What is sent: the values that are no secret as they stand or were typed, and secrets that were typed. */
function toChange(
  { parameters }: KnownAddon,
  active: boolean,
  values: AddonWrite["values"],
): AddonChange {
  const typed = new Map(values.map(({ name, value }) => [name, value]));
  const faults = new Map<string, string>();
  for (const name of typed.keys()) {
    const parameter = parameters.find((one) => one.name === name);
    if (!parameter) faults.set(name, "is no field of this add-on");
    else if (!parameter.editable) faults.set(name, "must not be changed");
  }
  if (faults.size > 0) throw new BadRequest(Object.fromEntries(faults));
  return {
    active,
    parameters: parameters.flatMap(({ name, value, editable, secret }) => {
      const sent = typed.get(name) ?? (secret ? undefined : value);
      return sent === undefined || !editable ? [] : [{ name, value: sent }];
    }),
  };
}

/** What the source shows otherwise than it was sent. Secrets are not compared: it may show stars. */
function differencesOf({ addon, parameters }: KnownAddon, change: AddonChange): string[] {
  const fields = change.parameters.filter(({ name, value }) => {
    const now = parameters.find((one) => one.name === name);
    return now !== undefined && !now.secret && now.value.trim() !== value.trim();
  });
  const names = fields.map(({ name }) => name);
  return addon.active === change.active ? names : ["the switch", ...names];
}

function toRow(addon: Addon) {
  const { name, title, description, kind, version, active, implemented, link } = addon;
  return { name, title, description, kind, version, active, implemented, link };
}

function toDetail({ addon, parameters }: KnownAddon): AddonDetail {
  return {
    ...toRow(addon),
    fields: parameters.map(({ name, description, type, value, mandatory, editable, secret }) => ({
      name,
      description,
      type,
      value: secret ? null : value,
      secret,
      isSet: value !== "",
      mandatory,
      editable,
    })),
  };
}
