import "server-only";
import { z } from "zod";
import { id, int, related, relatedList, SoftwareWire, text } from "./wire";

// What hangs on a machine. Names of relations and columns: machine definitions of the vendor's API reference
// 13.2; their keys come in upper case, as recorded for software inside machines. Recovery keys, bypass codes and
// users that may unlock a volume are not named and never leave this door.

const ProgramWire = z.object({
  id: text,
  name: text,
  display_name: text,
  file_name: text,
  file_description: text,
  file_version: text,
  company_name: text,
  startup_type: text,
  status: text,
  threat: int,
});
export type ProgramWire = z.infer<typeof ProgramWire>;

const PatchWire = z.object({
  id: text,
  title: text,
  patch_identifier: text,
  publisher: text,
  severity: text,
  cve: text,
});
export type PatchWire = z.infer<typeof PatchWire>;

const PatchStatusWire = z.object({
  patch_id: text,
  detect_status: text,
  patch_applicable: int,
  patch_installed: int,
});
export type PatchStatusWire = z.infer<typeof PatchStatusWire>;

const NicWire = z.object({ nic: text, mac: text, ip: text, netmask: text, dhcp_enabled: text });
export type NicWire = z.infer<typeof NicWire>;

export const PartsWire = z.object({
  id,
  client_version: text,
  last_reboot: text,
  software: relatedList(SoftwareWire),
  process: relatedList(ProgramWire),
  ntservice: relatedList(ProgramWire),
  startupprogram: relatedList(ProgramWire),
  machine_disks: relatedList(z.object({ name: text })),
  machine_nics: relatedList(NicWire),
  machine_bitlocker_volume: relatedList(
    z.object({
      is_system_volume: int,
      protection_status: text,
      encryption_method: text,
      conversion_status: text,
    }),
  ),
  machine_drive_encryption_summary: related(
    z.object({ is_drive_encryption_enabled: int, is_drive_protected: int }),
  ),
  machine_filevault_volume: relatedList(
    z.object({ is_enabled: int, encryption_status: text, encryption_type: text }),
  ),
  machine_tpm: related(z.object({ is_enabled: int, specification_version: text })),
  machine_mobile: related(
    z.object({
      is_compliant: int,
      is_encrypted: int,
      is_enrolled: int,
      is_rooted: int,
      is_lost: int,
    }),
  ),
  kbsys_patch: relatedList(PatchWire),
  /** Some versions name the relation without its schema. */
  patch: relatedList(PatchWire),
  patch_machine_status: relatedList(PatchStatusWire),
});
export type PartsWire = z.infer<typeof PartsWire>;
