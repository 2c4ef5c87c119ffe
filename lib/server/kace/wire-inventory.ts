import "server-only";
import { z } from "zod";
import { AssetWire, id, int, relatedList, text } from "./wire";

// The other lists of the inventory. Names of columns: definitions of the vendor's API reference 13.2; the lists'
// keys come as `Display_name`, which the door folds. Command lines, scripts' texts and licence keys are not named.

export const ProgramRowWire = z.object({
  id,
  name: text,
  display_name: text,
  file_name: text,
  file_description: text,
  description: text,
  file_version: text,
  product_name: text,
  product_version: text,
  company_name: text,
  category: text,
  startup_type: text,
  status: text,
  logon_as_user: text,
  threat: int,
});
export type ProgramRowWire = z.infer<typeof ProgramRowWire>;

export const OperatingSystemWire = z.object({
  id,
  name: text,
  common_name: text,
  build: text,
  arch: text,
  family: text,
  description: text,
  major_version: int,
  minor_version: int,
  sp: int,
});
export type OperatingSystemWire = z.infer<typeof OperatingSystemWire>;

export const NodeWire = z.object({
  id,
  host_name: text,
  name: text,
  real_name: text,
  ip: text,
  mac: text,
  os_type: text,
  ping_status: int,
  snmp_status: int,
  nmap_status: int,
  snmp_contact: text,
  snmp_sysdescr: text,
  snmp_uptime: text,
  machine_id: int,
});
export type NodeWire = z.infer<typeof NodeWire>;

/** What managed installs hold is not documented; clients and the tables' names tell these. */
export const ManagedInstallWire = z.object({
  id,
  name: text,
  display_name: text,
  software_id: int,
  enabled: int,
  platform: text,
  file_name: text,
  file_size: int,
  order_num: int,
  created: text,
  modified: text,
});
export type ManagedInstallWire = z.infer<typeof ManagedInstallWire>;

export const TargetWire = z.object({ id });

export const ScriptWire = z.object({
  id,
  name: text,
  description: text,
  notes: text,
  type: text,
  enabled: int,
  status: text,
  scheduletype: text,
  filename: text,
  created: text,
  modified: text,
  ostypes: relatedList(z.object({ name: text })),
});
export type ScriptWire = z.infer<typeof ScriptWire>;

const PropertyWire = z.object({ name: text, type: text, columnname: text, required: int });

/** Keys without a blank or underscore fold to one word: `AssetTypeID`. */
export const AssetTypeWire = z
  .object({
    assettypeid: int,
    id: int,
    assettypename: text,
    name: text,
    candelete: int,
    properties: relatedList(PropertyWire),
  })
  .transform((row, context) => {
    const typeId = row.assettypeid ?? row.id;
    if (typeId === null) {
      context.addIssue({ code: "custom", message: "no id" });
      return z.NEVER;
    }
    return { ...row, id: typeId, name: row.assettypename ?? row.name };
  });
export type AssetTypeWire = z.infer<typeof AssetTypeWire>;

/** A licence's own fields are `field_` and a number, which its type's properties name. */
export const LicenseWire = AssetWire.loose();
export type LicenseWire = z.infer<typeof LicenseWire>;

/** `latest_entry` is whole seconds in the reference; some versions send a time. */
export const MeteredMachineWire = z.object({
  id,
  sam_meter_data: relatedList(
    z.object({
      titled_application_id: text,
      process_id: text,
      latest_entry: text,
      launches: int,
      seconds_used: int,
    }),
  ),
  sam_catalog: relatedList(z.object({ id: text, name: text, product_name: text, publisher: text })),
});
export type MeteredMachineWire = z.infer<typeof MeteredMachineWire>;
