import "server-only";
import { stageForms } from "@/lib/server/forms/testing/form-stage";
import type { Appliances } from "@/lib/server/testing/appliance-stage";
import { FormResult, FormWriteResult } from "@/lib/contracts/record-form";
import {
  CreateTicket,
  CreateTicketResult,
  NewTicketFormResult,
  type NewTicketFormQuery,
} from "@/lib/contracts/ticket-form";
import type { FormValue } from "@/lib/domain/record-form";
import { toRef, type Ref } from "@/lib/domain/ref";
import { createTicket } from "../create-ticket";
import { readNewTicketForm } from "../new-ticket";
import { readTicketForm, writeTicketForm } from "../ticket-form";

type Values = Record<string, FormValue>;

/** A ticket of KACE's queue 2, whose own fields are of every type, and a record of SysAid. */
export const KACE = toRef("kace", "ticket", 4);
export const SYSAID = toRef("sysaid", "record", 1);

/** What tests do with tickets' forms, as a browser would. */
export function stageTicketForms(start: () => Promise<Appliances>) {
  const stage = stageForms(start);
  const { as } = stage;
  const form = async (ref: Ref, who = "ada") =>
    FormResult.parse(await readTicketForm(as(who), ref, {})).form;
  return {
    ...stage,
    form,
    fieldOf: async (ref: Ref, key: string, who = "ada") =>
      (await form(ref, who)).fields.find((field) => field.key === key),
    async put(
      ref: Ref,
      values: Values,
      { who = "ada", base = {}, preview }: { who?: string; base?: Values; preview?: boolean } = {},
    ) {
      const seen = (await form(ref, who)).fields.map(({ key, value }) => [key, value] as const);
      const changes = { values, base: { ...Object.fromEntries(seen), ...base }, preview };
      return FormWriteResult.parse(await writeTicketForm(as(who), ref, changes));
    },
    blank: async (query: NewTicketFormQuery, who = "ada") =>
      NewTicketFormResult.parse(await readNewTicketForm(as(who), query)),
    create: async (ticket: CreateTicket, who = "ada") =>
      CreateTicketResult.parse(await createTicket(as(who), CreateTicket.parse(ticket))),
  };
}
