import type { SysaidAsset } from "../fleet/model";
import { captionOfDatabaseTime, captionOfTime } from "./captions";
import type { InfoItem, InfoValue, Selection } from "./info";
import type { World } from "./world";

/** A column of assets. */
export interface AssetColumn {
  key: string;
  caption: string;
  value(asset: SysaidAsset, world: World): InfoValue;
  captionOf(asset: SysaidAsset, world: World): string;
}

type Read<Value> = (asset: SysaidAsset, world: World) => Value;

function said(
  key: string,
  caption: string,
  value: Read<InfoValue>,
  captionOf: Read<string>,
): AssetColumn {
  return { key, caption, value, captionOf };
}

const text = (key: string, caption: string, read: Read<string>) => said(key, caption, read, read);
const blank = (key: string, caption: string) => text(key, caption, () => "");
const silent = () => "";
const unset = (key: string, caption: string) => said(key, caption, () => null, silent);
/** A list without a choice: 0, and no caption. */
const noChoice = (key: string, caption: string) => said(key, caption, () => 0, silent);
const zero = (key: string, caption: string) =>
  said(
    key,
    caption,
    () => 0,
    () => "0",
  );
const zeroText = (key: string, caption: string) => text(key, caption, () => "0");
/** Calculated columns carry the asset's own id, as recorded. */
const ownId = (key: string, caption: string) => text(key, caption, ({ id }) => id);
const ownIdSilent = (key: string, caption: string) => said(key, caption, ({ id }) => id, silent);
const ownIdUpdated = (key: string, caption: string) =>
  said(
    key,
    caption,
    ({ id }) => id,
    ({ updateTime }, world) => captionOfTime(updateTime, world.settings().timeZone),
  );
const databaseTime = (key: string, caption: string, read: Read<number | null>) =>
  said(key, caption, read, (asset, world) => captionOfDatabaseTime(read(asset, world)));
const listed = (key: string, caption: string, listId: string, read: Read<string>) =>
  said(key, caption, (asset, world) => world.idOf(listId, read(asset, world)), read);

const isAgentAsset = ({ agentVersion }: SysaidAsset) => agentVersion !== "";

/** The columns of the recorded full list, in its order. What the company knows nothing of stays blank. */
export const ASSET_COLUMNS: readonly AssetColumn[] = [
  noChoice("cust_list1", "Asset Custom List 1"),
  ownId("hdd_total_space", "HDD Total Space"),
  databaseTime("last_boot", "Last Boot", ({ lastBoot }) => lastBoot),
  unset("software", "Software"),
  blank("os_service_pack", "Service Pack"),
  ownId("child_assets", "Child Assets"),
  noChoice("device_ownership", "Ownership"),
  said(
    "collection_type",
    "Source",
    (asset) => (isAgentAsset(asset) ? 2 : 3),
    (asset) => (isAgentAsset(asset) ? "Agent" : "Manual"),
  ),
  blank("building", "Building"),
  noChoice("cust_list2", "Asset Custom List 2"),
  noChoice("supplier", "Supplier"),
  text("model", "Model", ({ model }) => model),
  said(
    "designated_rds",
    "RDS",
    () => "SysAid Server",
    () => "",
  ),
  unset("warranty_expiration", "Warranty Expiration"),
  unset("hardware", "Hardware"),
  ownId("patches", "Patch Management List"),
  blank("cpu_speed", "CPU Speed"),
  blank("external_serial", "External Serial"),
  unset("monitoring", "Monitoring"),
  zero("version", "Version"),
  ownId("missing_patches_list", "Missing Patches List"),
  ownId("rc", "RC"),
  blank("device_phone_number", "Phone Number"),
  blank("display_adapter", "Display Adapter"),
  text("os_type", "Operating System Type", ({ osName }) => osName),
  ownId("pending_patches", "Pending Patches"),
  unset("purchase_date", "Purchase Date"),
  unset("vpro", "vPro"),
  zero("free_mem_banks", "Free Memory Banks"),
  unset("attachments", "Attachments"),
  unset("activity", "Activity Log"),
  zero("packets_out", "Bytes out"),
  ownId("approved_patches", "Approved Patches"),
  unset("availability", "Availability"),
  blank("cpu_count", "CPU Count"),
  text("manufacturer", "Manufacturer", ({ manufacturer }) => manufacturer),
  ownId("missing_patches", "Missing Patches"),
  blank("snmp_cust_text_20", "Snmp Custom Text 20"),
  said(
    "update_time",
    "Update Time",
    ({ updateTime }) => updateTime,
    ({ updateTime }, world) => captionOfTime(updateTime, world.settings().timeZone),
  ),
  blank("cust_notes", "Asset Custom Notes"),
  ownId("hdd_total_free_space", "HDD Total Free Space"),
  blank("cpu_model", "CPU Model"),
  zero("purchase_cost", "Purchase Cost"),
  ownId("freespace", "Free Space"),
  zero("patch_enabled", "Patch Management"),
  unset("last_maintenance", "Last Maintenance"),
  ownIdSilent("ci", "CI Attachment"),
  text("os_version", "Operating System Version", ({ osVersion }) => osVersion),
  blank("display", "Display"),
  ownId("onlineUsers", "Online Users"),
  ownId("hdd_total_used_space", "HDD Total Used Space"),
  blank("cust_text1", "Asset Custom Text 1"),
  blank("cust_text2", "Asset Custom Text 2"),
  blank("cpu_vendor", "CPU Vendor"),
  unset("last_patch_time", "Last Patch"),
  zero("settings_id", "Agent Settings"),
  text("account_id", "Account", (_asset, { company }) => company.sysaid.accountId),
  ownId("changeSR_patches", "Change SR Patches"),
  blank("monitor_serial", "Monitor Serial"),
  text("disable", "Disabled", ({ disabled }) => (disabled ? "Y" : "N")),
  text("os_name", "OS Name", ({ osName }) => osName),
  zero("mem_banks", "Total Memory Banks"),
  databaseTime("last_access", "Last Access Time", ({ lastAccess }) => lastAccess),
  ownId("failed_patches", "Failed Patches"),
  zero("disks_count", "Storage Devices"),
  blank("device_home_carrier", "Home Carrier"),
  text("computer_type", "Type", ({ computerType }) => computerType),
  ownId("hdd_count", "HDD count"),
  blank("mouse", "Mouse"),
  blank("display_resolution", "Display Resolution"),
  blank("company_serial", "Company Serial"),
  ownId("links", "Links"),
  blank("bios_type", "BIOS Type"),
  noChoice("maintenance_supplier", "Support provider"),
  ownId("installed_patches", "Installed Patches"),
  noChoice("device_status", "Status"),
  zeroText("cust_int2", "Asset Custom Int 2"),
  zeroText("cust_int1", "Asset Custom Int 1"),
  unset("cust_date1", "Asset Custom Date 1"),
  ownIdUpdated("getLogs", "Get Logs"),
  zero("occupied_mem_banks", "Occupied Memory Banks"),
  blank("cpu", "CPU"),
  zero("packets_in", "Bytes in"),
  unset("cust_date2", "Asset Custom Date 2"),
  unset("history", "History"),
  ownId("helpdesk", "Service Desk"),
  ownIdSilent("users", "Users"),
  blank("snmp_cust_text_11", "Snmp Custom Text 11"),
  blank("snmp_cust_text_10", "Snmp Custom Text 10"),
  blank("device_icc", "ICC"),
  said(
    "catalog_number",
    "Catalog number",
    ({ model }) => model,
    ({ model, manufacturer, computerType }) => `${model} ${manufacturer} ${computerType}`,
  ),
  listed("location_idx", "Location", "location", ({ location }) => location),
  blank("snmp_cust_text_17", "Snmp Custom Text 17"),
  blank("snmp_cust_text_16", "Snmp Custom Text 16"),
  blank("snmp_cust_text_19", "Snmp Custom Text 19"),
  blank("snmp_cust_text_18", "Snmp Custom Text 18"),
  blank("snmp_cust_text_13", "Snmp Custom Text 13"),
  blank("snmp_cust_text_12", "Snmp Custom Text 12"),
  blank("snmp_cust_text_15", "Snmp Custom Text 15"),
  blank("snmp_cust_text_14", "Snmp Custom Text 14"),
  unset("relation_graph", "CI Relations Graph"),
  noChoice("policy_id", "Patch Management Policy"),
  blank("description", "Description"),
  unset("parent_asset", "Parent Asset"),
  text("storage", "Storage", ({ storage }) => storage),
  text("network", "Network", ({ name, ipAddress }) =>
    ipAddress === "" ? "" : `Host ${name}, IP Address ${ipAddress}`,
  ),
  ownId("mem", "Memory"),
  text("mac_address", "MAC Address", ({ macAddress }) => macAddress),
  zero("display_memory", "Display Memory"),
  noChoice("company", "Company"),
  blank("floor", "Floor"),
  listed("department", "Department", "department", ({ department }) => department),
  ownId("denied_patches", "Denied Patches"),
  blank("snmp_cust_text_5", "Snmp Custom Text 5"),
  unset("registry", "Registry Values"),
  blank("snmp_cust_text_6", "Snmp Custom Text 6"),
  unset("printers", "Printers"),
  blank("snmp_cust_text_3", "Snmp Custom Text 3"),
  blank("cubic", "Cubic"),
  blank("snmp_cust_text_4", "Snmp Custom Text 4"),
  text("os", "Operating System", ({ osName, osVersion }) =>
    osName === "" ? "" : `${osName} [${osVersion}].`,
  ),
  blank("snmp_cust_text_1", "Snmp Custom Text 1"),
  blank("snmp_cust_text_2", "Snmp Custom Text 2"),
  said(
    "memory_physical",
    "Memory",
    ({ memoryBytes }) => memoryBytes,
    ({ memoryBytes }) => String(memoryBytes),
  ),
  blank("monitor", "Monitor"),
  blank("os_serial", "OS Serial"),
  text("ip_address", "IP Address", ({ ipAddress }) => ipAddress),
  unset("software_products", "Software Products"),
  text("agent_version", "SysAid agent version", ({ agentVersion }) => agentVersion),
  unset("linkedItems", "Links to other Items"),
  text("serial", "Serial", ({ serial }) => serial),
  blank("collection_params", "Snmp Params"),
  said(
    "disks_size",
    "Storage Capacity",
    ({ storage }) => Number.parseInt(storage, 10) || 0,
    ({ storage }) => String(Number.parseInt(storage, 10) || 0),
  ),
  blank("device_current_carrier", "Current Carrier"),
  blank("snmp_cust_text_9", "Snmp Custom Text 9"),
  unset("last_scan_time", "Last Scan"),
  blank("snmp_cust_text_7", "Snmp Custom Text 7"),
  blank("snmp_cust_text_8", "Snmp Custom Text 8"),
  said(
    "username",
    "Owner",
    ({ ownerUserName }) => ownerUserName || null,
    ({ ownerUserName }, { directory }) =>
      directory.byUserName(ownerUserName)?.user.displayName ?? ownerUserName,
  ),
  // Not in the recording, whose machines were in no domain and had no label: later versions list both (inferred).
  text("domain", "Domain", ({ domain }) => domain),
  text("barcode", "Barcode", ({ barcode }) => barcode),
];

/** Named views; the document names one for the mobile app. */
export const ASSET_VIEWS: Readonly<Record<string, readonly string[]>> = {
  SysAidMobileAssets: [
    "computer_type",
    "serial",
    "model",
    "manufacturer",
    "ip_address",
    "username",
  ],
};

/** An asset as lists and forms tell it. */
export function assetRow(asset: SysaidAsset, selection: Selection, world: World) {
  const info: InfoItem[] = [];
  for (const column of ASSET_COLUMNS) {
    if (selection !== null && !selection.has(column.key)) continue;
    info.push({
      key: column.key,
      value: column.value(asset, world),
      valueClass: "",
      keyCaption: column.caption,
      valueCaption: column.captionOf(asset, world),
    });
  }
  return { id: asset.id, name: asset.name, group: asset.group, info };
}
