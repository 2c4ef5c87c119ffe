import type { KaceManagedInstall } from "../../fleet/model";
import { blanks, CAPITAL, fieldsFrom, relate, SNAKE, type Entity } from "../query";
import type { Store } from "../store";
import { optional } from "./asset";
import { softwareEntity } from "./programs";

const LIMITED = fieldsFrom<KaceManagedInstall>("limited");
const STANDARD = fieldsFrom<KaceManagedInstall>("standard");
const EXTENDED = fieldsFrom<KaceManagedInstall>("extended");

/** Managed installs, in the small letters that the reference gives this group's machines. */
export function managedInstallEntity(store: Store): Entity<KaceManagedInstall> {
  const { format } = store.time;
  return {
    names: ["managed_install", "managed_installs", "mi"],
    spelling: SNAKE,
    fields: [
      LIMITED.integer("id", (row) => row.id),
      LIMITED.text("name", (row) => row.name),
      STANDARD.integer("software_id", (row) => row.softwareId),
      STANDARD.integer("enabled", (row) => Number(row.isEnabled)),
      STANDARD.text("platform", (row) => row.platform),
      STANDARD.text("file_name", (row) => row.fileName),
      STANDARD.date("created", (row) => format(row.createdAt)),
      STANDARD.date("modified", (row) => format(row.modifiedAt)),
      EXTENDED.integer("order_num", (row) => row.id * 10),
      EXTENDED.text("command_line", (row) => row.commandLine),
      EXTENDED.integer("file_size", (row) => row.fileSizeBytes),
      ...blanks("extended", ["max_attempts"], 3),
      ...blanks("all", ["notes", "pre_message", "post_message"]),
      ...blanks("all", ["delete_downloaded_files", "allow_snooze"], 1),
    ],
    relations: [
      relate({
        names: ["software"],
        key: "software",
        entity: () => softwareEntity(CAPITAL),
        of: (row: KaceManagedInstall) => optional(store.software.find(row.softwareId)),
      }),
    ],
  };
}

/** The file that an install brings to the machines. */
export const installFileEntity: Entity<KaceManagedInstall> = {
  names: ["file", "files"],
  spelling: SNAKE,
  fields: [
    LIMITED.integer("id", (row) => row.id),
    LIMITED.text("file_name", (row) => row.fileName, { aliases: ["name"] }),
    STANDARD.integer("file_size", (row) => row.fileSizeBytes),
    STANDARD.integer("software_id", (row) => row.softwareId),
  ],
  relations: [],
};
