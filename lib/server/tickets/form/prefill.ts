import "server-only";
import type { NewTicketFormQuery } from "@/lib/contracts/ticket-form";
import type { FormField } from "@/lib/domain/record-form";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { nameAccounts, findAccounts } from "@/lib/server/store/read/account-choices";
import { readCi } from "@/lib/server/store/read/cis";
import { readDevice } from "@/lib/server/store/read/device-detail";
import { isSourceFault } from "@/lib/server/source-fault";
import { fieldIn, type BlankTicket } from "@/lib/server/upstream/ticket-form-desk";
import type { OpenBlank } from "./new-ticket";
import type { Asker } from "./open-ticket-form";

/** What is known for a field: the source's id, and its name. */
interface Known {
  id: string;
  name: string;
}

/**
 * Fills a blank ticket in with what is known: who asks (the viewer unless told), the device or CI by the records that the
 * ticket's own system has of it, and its place. What a system has no field or no record for is told in words.
 */
export async function prefill(
  asker: Asker,
  open: OpenBlank,
  { device, person }: Pick<NewTicketFormQuery, "device" | "person">,
): Promise<{ form: BlankTicket; notes: string[] }> {
  const { desk, source } = open;
  const { roles } = desk;
  const notes: string[] = [];
  let form = open.blank;
  const put = (key: string | null, known: Known | null, what: string) => {
    if (known === null) return false;
    const field = fieldIn(form, key);
    if (!field) return false;
    // A template may hold an id without its name.
    const isHeld = field.value === known.id;
    if (isHeld && field.text !== null) return true;
    if (!isHeld && field.readOnly !== null) {
      notes.push(`${what} is not filled in: ${field.readOnly}`);
      return true;
    }
    form = {
      ...form,
      fields: form.fields.map((one) => (one === field ? filled(field, known) : one)),
    };
    return true;
  };
  put(roles.requester, await requesterOf(asker, open, person, notes), "The requester");
  if (device === undefined) return { form, notes };
  const about = await aboutOf(asker, open, device);
  const hasField = [
    put(roles.machine, about.machine, "The device"),
    put(roles.asset, about.asset, "The asset"),
    put(roles.ci, about.ci, "The CI"),
  ].some(Boolean);
  if (!hasField) {
    const { label } = SOURCE_LABELS[source];
    notes.push(
      `${label} has no record of ${about.name ?? "this device"} that a ticket could name.`,
    );
  }
  put(roles.location, await placeOf(asker, { ...open, blank: form }, about.site), "The location");
  return { form, notes };
}

function filled(field: FormField, { id, name }: Known): FormField {
  return { ...field, value: id, text: name };
}

/** The viewer's own account, or the account that a person has in the ticket's system. */
async function requesterOf(
  { runtime, viewer }: Asker,
  { source }: OpenBlank,
  person: Ref | undefined,
  notes: string[],
): Promise<Known | null> {
  const own = viewer.accounts[source];
  const { db } = runtime.store;
  if (person === undefined || person === own?.ref) {
    return own ? { id: splitRef(own.ref).nativeId, name: own.fullName || own.userName } : null;
  }
  const visibility = visibilityOf(viewer);
  const [ref] = await findAccounts(db, visibility, { source, name: person });
  if (ref === undefined) {
    const { label } = SOURCE_LABELS[source];
    notes.push(`The requester is not filled in: ${label} shows you no account of this person.`);
    return null;
  }
  const names = await nameAccounts(db, visibility, { source, refs: [ref] });
  return { id: splitRef(ref).nativeId, name: names.get(ref) ?? ref };
}

interface About {
  machine: Known | null;
  asset: Known | null;
  ci: Known | null;
  name: string | null;
  site: string | null;
}

/** The records that the ticket's system has of a device or CI, as far as the viewer sees them. */
async function aboutOf(
  { runtime, viewer }: Asker,
  { source }: OpenBlank,
  device: Ref,
): Promise<About> {
  const visibility = visibilityOf(viewer);
  const found = await readDevice(runtime.store.db, visibility, device);
  if (found === null) return aboutCi(await readCi(runtime.store.db, visibility, device), source);
  const known = (entity: "machine" | "asset" | "ci"): Known | null => {
    const record = found.records.find(
      (one) =>
        one.removedAt === null && one.source === source && splitRef(one.ref).entity === entity,
    );
    return record ? { id: splitRef(record.ref).nativeId, name: record.name } : null;
  };
  const ci = found.cis.find(({ ref }) => splitRef(ref).source === source);
  return {
    machine: known("machine"),
    asset: known("asset"),
    ci: known("ci") ?? (ci ? { id: splitRef(ci.ref).nativeId, name: ci.name } : null),
    name: found.row.name,
    site: found.row.site,
  };
}

function aboutCi(ci: Awaited<ReturnType<typeof readCi>>, source: OpenBlank["source"]): About {
  const none = { machine: null, asset: null, ci: null, name: null, site: null };
  if (ci === null) return none;
  const isHere = ci.source === source;
  const known = { id: splitRef(ci.ref).nativeId, name: ci.name };
  return { ...none, ci: isHere ? known : null, name: ci.name, site: ci.site };
}

/** The entry of the form's list of places that is called as the device's; `null` where it has none. */
async function placeOf(
  { signal }: Asker,
  { desk, blank }: OpenBlank,
  site: string | null,
): Promise<Known | null> {
  const field = fieldIn(blank, desk.roles.location);
  if (!field || site === null || site.trim() === "") return null;
  try {
    const wanted = { search: site.trim(), limit: 50 };
    const found = await desk.choices(blank, field, wanted, { priority: "person", signal });
    const place = found?.choices.find(
      ({ label }) => label.trim().toLowerCase() === site.trim().toLowerCase(),
    );
    return place ? { id: place.id, name: place.label } : null;
  } catch (error) {
    // The form is worth having without its place.
    if (!isSourceFault(error)) throw error;
    return null;
  }
}
