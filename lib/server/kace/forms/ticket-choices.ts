import "server-only";
import type { FormChoice, FormLayout } from "@/lib/domain/record-form";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { TicketFormDesk } from "@/lib/server/upstream/ticket-form-desk";
import type { Call } from "@/lib/server/upstream/port";
import { z } from "zod";
import { type Send, readRows } from "../client";
import { type Condition, type ListQuery, buildFiltering, matchesAll } from "../query";
import { NamedWire, id, text } from "../wire";

const PersonWire = z.object({ id, user_name: text, full_name: text });
/** Asked for beyond what is shown, for rows that a widened filter brings and that are sifted out. */
const SPARE_ROWS = 30;

interface Wanted {
  search: string;
  limit: number;
}

/**
 * What fields of tickets are chosen from: the lists that came with the form, owners and submitters of its queue, machines,
 * and what asset forms choose from.
 * @param listed the choices of asset forms
 */
export function createTicketChoices(
  send: Send,
  listed: TicketFormDesk["choices"],
): TicketFormDesk["choices"] {
  return async (form, field, { search, limit }, call) => {
    const wanted = { search: search.trim(), limit };
    if (field.options !== null) {
      const lower = wanted.search.toLowerCase();
      const found = field.options.filter(({ label }) => label.toLowerCase().includes(lower));
      return cut(found, limit);
    }
    switch (field.from) {
      case "owner":
        return findPeople(
          send,
          { operation: "queues.owners", queueId: queueIn(form) },
          wanted,
          call,
        );
      case "submitter":
        return findPeople(
          send,
          { operation: "queues.submitters", queueId: queueIn(form) },
          wanted,
          call,
        );
      case "machine":
        return findMachines(send, wanted, call);
      default:
        return listed(form, field, wanted, call);
    }
  };
}

/** People of a queue. The appliance knows no "or", so names and user names are looked through one after the other. */
async function findPeople(
  send: Send,
  { operation, queueId }: { operation: "queues.owners" | "queues.submitters"; queueId: string },
  { search, limit }: Wanted,
  call: Call,
) {
  const found = new Map<number, FormChoice>();
  for (const field of search === "" ? ["full_name"] : ["full_name", "user_name"]) {
    const holds = holding(field, search);
    const query = pageOf(holds, { limit, order: "full_name" });
    const { rows } = await readRows(
      send,
      { operation, path: { id: queueId }, query, shape: PersonWire },
      call,
    );
    for (const { id: userId, user_name, full_name } of rows) {
      const facts = { full_name: full_name ?? "", user_name: user_name ?? "" };
      if (!matchesAll(facts, holds)) continue;
      const named = full_name && user_name ? `${full_name} (${user_name})` : null;
      const label = named ?? full_name ?? user_name ?? String(userId);
      found.set(userId, { id: String(userId), label });
    }
  }
  return cut([...found.values()], limit);
}

async function findMachines(send: Send, { search, limit }: Wanted, call: Call) {
  const holds = holding("name", search);
  const query = { ...pageOf(holds, { limit, order: "name" }), shaping: "machine limited" };
  const reading = { operation: "machines.list" as const, query, shape: NamedWire };
  const { rows } = await readRows(send, reading, call);
  const named = rows.flatMap(({ id: machineId, name }) =>
    name ? [{ id: String(machineId), label: name }] : [],
  );
  return cut(
    named.filter(({ label }) => matchesAll({ name: label }, holds)),
    limit,
  );
}

function holding(field: string, search: string): Condition[] {
  return search === "" ? [] : [{ field, operator: "co", value: search }];
}

function pageOf(
  holds: readonly Condition[],
  { limit, order }: { limit: number; order: string },
): ListQuery {
  const filtering = buildFiltering(holds);
  const asked = filtering.kind === "refused" ? "" : filtering.filtering;
  return {
    ...(asked === "" ? {} : { filtering: asked }),
    sorting: `${order} asc`,
    paging: { limit: limit + 1 + SPARE_ROWS, offset: 0 },
  };
}

function cut(found: FormChoice[], limit: number) {
  return { choices: found.slice(0, limit), isAll: found.length <= limit };
}

function queueIn({ fields }: FormLayout): string {
  const value = fields.find(({ key }) => key === "hd_queue_id")?.value;
  if (typeof value === "string" && /^[1-9]\d*$/.test(value)) return value;
  throw new UpstreamRefusal("kace", "KACE does not know the queue of this ticket.");
}
