import type { KaceMachine } from "../../fleet/model";
import { blanks, CAPITAL, fieldsFrom, type Entity } from "../query";
import type { Store } from "../store";
import { machineRelations } from "./machine-parts";

type Field = Entity<KaceMachine>["fields"][number];
const LIMITED = fieldsFrom<KaceMachine>("limited");
const STANDARD = fieldsFrom<KaceMachine>("standard");
const EXTENDED = fieldsFrom<KaceMachine>("extended");

/**
 * Machines. The standard level is what a real appliance was recorded to answer: no MAC, serial number
 * or model in it. Every value is text on the wire, whatever the reference says of its type.
 */
export function machineEntity(store: Store): Entity<KaceMachine> {
  const { format } = store.time;
  return {
    names: ["machine", "machines"],
    spelling: CAPITAL,
    relations: machineRelations(store),
    fields: withUploads(store, [
      LIMITED.integer("id", (row) => row.id),
      STANDARD.date("modified", (row) => format(row.modifiedAt)),
      STANDARD.date("created", (row) => format(row.createdAt)),
      STANDARD.text("user", (row) => row.userName),
      LIMITED.text("name", (row) => row.name),
      STANDARD.text("ip", (row) => row.ip),
      STANDARD.text("os_name", (row) => row.osName),
      STANDARD.text("os_number", (row) => row.osVersion),
      STANDARD.date("last_inventory", (row) => format(row.lastInventoryAt)),
      STANDARD.date("last_sync", (row) => format(row.lastSyncAt)),
      STANDARD.text("ram_total", (row) => formatBytes(row.ramBytes), { key: "Ram Total" }),
      STANDARD.text("ram_used", (row) => String(Math.round(row.ramBytes / 2 ** 21))),
      STANDARD.text("ram_max", (row) => (row.ramBytes === 0 ? "" : String(row.ramBytes / 2 ** 20))),
      STANDARD.text("bios_identification_code", () => ""),
      ...blanks("standard", ["sound_devices", "cdrom_devices", "video_controllers", "monitor"]),
      ...blanks("standard", ["registry_size", "registry_max_size"]),
      ...blanks("standard", ["pagefile_size", "pagefile_max_size"], "empty"),
      STANDARD.integer("manual_entry", (row) => Number(row.manualEntry)),
      EXTENDED.text("mac", (row) => row.mac),
      EXTENDED.text("bios_serial_number", (row) => row.serial),
      EXTENDED.text("bios_version", (row) => row.biosVersion),
      EXTENDED.text("bios_manufacturer", (row) => row.manufacturer),
      EXTENDED.text("cs_manufacturer", (row) => row.manufacturer),
      EXTENDED.text("cs_model", (row) => row.model),
      EXTENDED.text("cs_domain", (row) => row.domain),
      EXTENDED.text("domain", (row) => row.domain),
      EXTENDED.text("chassis_type", (row) => row.chassisType),
      EXTENDED.text("client_version", (row) => row.clientVersion),
      EXTENDED.text("os_version", (row) => row.osVersion),
      EXTENDED.text("os_build", (row) => row.osBuild),
      EXTENDED.text("user_name", (row) => row.userName),
      EXTENDED.text("user_fullname", (row) => row.userFullName),
      EXTENDED.text("user_logged", (row) => row.userName),
      EXTENDED.text("last_user", (row) => row.userName),
      EXTENDED.text("user_domain", (row) => row.domain),
      EXTENDED.date("last_reboot", (row) => format(row.lastRebootAt)),
      EXTENDED.text("virtual", (row) => (row.isVirtual ? row.manufacturer : "")),
      EXTENDED.text("asset_tag", (row) => row.assetTag),
      ...blanks("extended", ["ipv6", "netmask", "os_arch", "os_family", "processors", "cpu_name"]),
      ...blanks("extended", [
        "service_pack",
        "uptime",
        "tz_agent",
        "notes",
        "printers",
        "ownership",
      ]),
      ...blanks("extended", ["last_shutdown", "os_installed_date"], "0000-00-00 00:00:00"),
      ...blanks("all", ["bios_description", "bios_name", "csp_id_number", "dot_net_versions"]),
      ...blanks("all", ["ie_version", "edge_version", "gateway_ip", "gateway_ipv6"]),
      ...blanks("all", ["kpatch_language_id", "manufacturer_product_number", "os_release"]),
      ...blanks("all", ["motherboard_primary_bus", "motherboard_secondary_bus", "sys_arch"]),
      ...blanks("all", ["os_major", "os_minor", "os_minor2", "system_description"]),
      ...blanks("all", ["system_directory", "wmi_status", "sda_name", "sda_url"]),
      ...blanks(
        "all",
        [0, 1, 2, 3, 4, 5].map((number) => `custom_field_value${number}`),
      ),
      ...blanks("all", ["force_inventory", "os_id", "physical_cores"], 0),
      ...blanks("all", ["physical_processors", "prefix_len"], 0),
      fieldsFrom<KaceMachine>("all").text("kuid", (row) => kuidOf(row.id)),
    ]),
  };
}

/** What an inventory upload said of a field stands before what the company would say. */
function withUploads(store: Store, fields: Field[]): Field[] {
  return fields.map((field) => ({
    ...field,
    read: (row) => store.machineTexts.read(row.id, field.name) ?? field.read(row),
  }));
}

const UNITS = ["Bytes", "KB", "MB", "GB", "TB"];

/** `0 Bytes`, `512 MB`, `15.9 GB`: a recorded machine says `0 Bytes`. */
function formatBytes(bytes: number): string {
  const step = bytes <= 0 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  return `${Number((bytes / 1024 ** step).toFixed(2))} ${UNITS[step] ?? ""}`;
}

/** The identifier of a machine that came without one. */
export function kuidOf(id: number): string {
  return `00000000-0000-4000-8000-${id.toString(16).toUpperCase().padStart(12, "0")}`;
}
