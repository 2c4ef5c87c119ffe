import "server-only";
import {
  isSameFormValue,
  type FormField,
  type FormLayout,
  type FormValue,
  type RecordForm,
} from "@/lib/domain/record-form";
import type { Ref } from "@/lib/domain/ref";
import type { FormDesk, FormRequest } from "./form-desk";
import type { Call } from "./port";

/** What a new ticket begins as. */
export interface TicketStart {
  /** The source's id of its queue (KACE) or record type (SysAid). */
  kindId: string;
  /** The source's id of a ticket template; `null` for none, or the source's own first one. */
  templateId: string | null;
}

export interface TicketTemplate {
  id: string;
  name: string;
  isDefault: boolean;
}

/** Fields whose meaning every source has under a name of its own; `null` where its tickets have none such. */
export interface TicketRoles {
  title: string;
  requester: string;
  machine: string | null;
  asset: string | null;
  ci: string | null;
  location: string | null;
}

/** How a form is asked for. */
export interface TicketFormAsk {
  /** A view of the source that says which fields the form has; `null` for all of them. */
  view: string | null;
  /** For somebody who works on tickets, not only asks for help: some fields are for them alone. */
  asStaff: boolean;
}

/** The form of a ticket that is still to be made. */
export interface BlankTicket extends FormLayout {
  start: TicketStart;
  /** What the source gives each field by itself: a new ticket is sent with what differs from it. */
  given: ReadonlyMap<string, FormValue>;
}

/** A ticket that was just made, as far as a list tells. */
export interface RecentTicket {
  ref: Ref;
  number: string;
  title: string;
  createdAt: string;
}

/** The forms of tickets, as the person whose session it is: of those that stand, and of new ones. */
export interface TicketFormDesk extends Pick<FormDesk, "choices" | "prepare" | "send"> {
  roles: TicketRoles;
  /** `null` where the source shows no such ticket. */
  read(ref: Ref, ask: TicketFormAsk, call: Call): Promise<RecordForm | null>;
  /** The templates of a queue or record type; none where the source does not tell them. */
  templates(kindId: string, call: Call): Promise<TicketTemplate[]>;
  /** @throws UpstreamRefusal for a queue, type or template that is none */
  blank(start: TicketStart, ask: TicketFormAsk, call: Call): Promise<BlankTicket>;
  /**
   * The one request that makes the ticket, with all that it is to hold. Costs no call.
   * @throws UpstreamRefusal for a value that has no spelling in the source
   */
  prepareNew(blank: BlankTicket, values: ReadonlyMap<string, FormValue>): FormRequest;
  /**
   * Makes the ticket, in one request that is never repeated.
   * @throws UpstreamShapeError when the answer does not name it; whether it was made is open then
   */
  create(blank: BlankTicket, request: FormRequest, call: Call): Promise<Ref>;
  /** Tickets of this title that this person has made since, the newest first, as their session shows them. */
  findRecent(wanted: { title: string; since: string }, call: Call): Promise<RecentTicket[]>;
}

/** The field of a form that plays a part, if it has it. */
export function fieldIn(form: FormLayout, key: string | null): FormField | undefined {
  return form.fields.find((field) => field.key === key);
}

/** What of a new ticket's values its source would not give by itself, of fields that can be set. */
export function differing(
  { fields, given }: Pick<BlankTicket, "fields" | "given">,
  values: ReadonlyMap<string, FormValue>,
): ReadonlyMap<string, FormValue> {
  const open = new Set(fields.filter(({ readOnly }) => readOnly === null).map(({ key }) => key));
  return new Map(
    [...values].filter(
      ([key, value]) => open.has(key) && !isSameFormValue(given.get(key) ?? "", value),
    ),
  );
}
