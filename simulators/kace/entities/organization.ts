import type { Organization } from "../gate";
import { fieldsFrom, SNAKE, type Entity } from "../query";

/** An organisation as the list of organisations tells it (camel case, real booleans). */
export interface OrganizationRow {
  id: number;
  name: string;
  isDeleted: boolean;
  isEnabled: boolean;
  isSystem: boolean;
  locationAttrName: string;
  syncLocations: boolean;
  timeZone: string;
}

export function describeOrganization({ store }: Organization): OrganizationRow {
  return {
    id: store.organization.id,
    name: store.organization.name,
    isDeleted: false,
    isEnabled: true,
    isSystem: false,
    locationAttrName: "",
    syncLocations: false,
    timeZone: store.timeZone,
  };
}

const FIELD = fieldsFrom<OrganizationRow>("limited");

/** What filters and sorts of that list may name. */
export const organizationEntity: Entity<OrganizationRow> = {
  names: ["organization", "organizations"],
  spelling: SNAKE,
  fields: [
    FIELD.integer("id", (row) => row.id),
    FIELD.text("name", (row) => row.name),
    FIELD.text("timezone", (row) => row.timeZone),
    FIELD.text("locationattrname", (row) => row.locationAttrName),
    FIELD.integer("isdeleted", (row) => Number(row.isDeleted)),
    FIELD.integer("isenabled", (row) => Number(row.isEnabled)),
    FIELD.integer("issystem", (row) => Number(row.isSystem)),
    FIELD.integer("synclocations", (row) => Number(row.syncLocations)),
  ],
  relations: [],
};
