import "server-only";
import type { FormChoice, FormField } from "@/lib/domain/record-form";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { FormDesk } from "@/lib/server/upstream/form-desk";
import type { Call } from "@/lib/server/upstream/port";
import { type Reading, type Send, readRows } from "../client";
import { type Condition, buildFiltering, matchesAll } from "../query";
import { LOCATION_ASSET_TYPE_ID } from "../quirks";
import { NamedWire, SoftwareWire } from "../wire";

/** Asked for beyond what is shown, for rows that a widened filter brings and that are sifted out. */
const SPARE_ROWS = 30;

interface Listing {
  operation: Reading<typeof NamedWire>["operation"];
  /** The field that holds the name. */
  name: string;
  conditions: Condition[];
  shaping: string | null;
}

/** What a field's ids are, as a list of the appliance; `null` for what is no such list. */
function listingOf(from: string): Listing | null {
  if (from === "status")
    return { operation: "asset_status.list", name: "name", conditions: [], shaping: null };
  if (from === "software")
    return { operation: "softwares.list", name: "display_name", conditions: [], shaping: null };
  const type = /^asset:(.+)$/.exec(from)?.[1];
  if (type === undefined) return null;
  const conditions: Condition[] =
    type === "location"
      ? [{ field: "asset_type_id", operator: "eq", value: LOCATION_ASSET_TYPE_ID }]
      : type === "*"
        ? []
        : [{ field: "asset_type_name", operator: "eq", value: type }];
  return { operation: "assets.list", name: "name", conditions, shaping: "asset standard" };
}

/** Looks values up in the appliance's own lists. */
export function createFormChoices(send: Send): {
  choices: FormDesk["choices"];
  nameOf(from: string, id: string, call: Call): Promise<string | null>;
} {
  const read = async (
    listing: Listing,
    conditions: Condition[],
    { limit, order }: { limit: number; order: string },
    call: Call,
  ): Promise<FormChoice[]> => {
    const filtering = buildFiltering([...listing.conditions, ...conditions]);
    if (filtering.kind === "refused") return [];
    const query = {
      ...(filtering.filtering === "" ? {} : { filtering: filtering.filtering }),
      ...(listing.shaping === null ? {} : { shaping: listing.shaping }),
      sorting: `${order} asc`,
      paging: { limit, offset: 0 },
    };
    const { operation } = listing;
    if (operation === "softwares.list") {
      const { rows } = await readRows(send, { operation, query, shape: SoftwareWire }, call);
      return rows.flatMap(({ id, display_name, name, display_version, version }) =>
        id === null
          ? []
          : [
              {
                id: String(id),
                label: [display_name ?? name, display_version ?? version].filter(Boolean).join(" "),
              },
            ],
      );
    }
    const { rows } = await readRows(send, { operation, query, shape: NamedWire }, call);
    return rows.flatMap(({ id, name }) => (name ? [{ id: String(id), label: name }] : []));
  };
  const choices: FormDesk["choices"] = async (_form, field: FormField, { search, limit }, call) => {
    const listing = listingOf(field.from ?? "");
    if (listing === null) return null;
    const wanted = search.trim();
    const holds: Condition[] =
      wanted === "" ? [] : [{ field: listing.name, operator: "co", value: wanted }];
    const page = { limit: limit + 1 + SPARE_ROWS, order: listing.name };
    const found = await read(listing, holds, page, call);
    const sifted = found.filter(({ label }) => matchesAll({ [listing.name]: label }, holds));
    return { choices: sifted.slice(0, limit), isAll: sifted.length <= limit };
  };
  return {
    choices,
    async nameOf(from, id, call) {
      const listing = listingOf(from);
      if (listing === null || !/^\d{1,15}$/.test(id)) return null;
      try {
        const is: Condition[] = [{ field: "id", operator: "eq", value: Number(id) }];
        const found = await read(listing, is, { limit: 2, order: "id" }, call);
        return found.find((one) => one.id === id)?.label ?? null;
      } catch (error) {
        // A role may not read this list. The asset is worth showing without the name.
        if (error instanceof UpstreamHttpError) return null;
        throw error;
      }
    },
  };
}
