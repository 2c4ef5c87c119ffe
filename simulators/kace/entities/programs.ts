import type { KaceProgram, KaceSoftware } from "../../fleet/model";
import { blanks, CAPITAL, fieldsFrom, type Entity } from "../query";
import type { OperatingSystemRow } from "../store";

type Spelling = Entity<KaceSoftware>["spelling"];

const NAMED_SOFTWARE = fieldsFrom<KaceSoftware>("limited");
const SOFTWARE = fieldsFrom<KaceSoftware>("standard");

/** Software titles: alone (`Display_name`) or inside a machine (`DISPLAY_NAME`). */
export function softwareEntity(spelling: Spelling): Entity<KaceSoftware> {
  return {
    names: ["software", "softwares"],
    spelling,
    fields: [
      NAMED_SOFTWARE.integer("id", (row) => row.id),
      NAMED_SOFTWARE.text("display_name", (row) => row.name, { aliases: ["name"] }),
      SOFTWARE.text("display_version", (row) => row.version),
      SOFTWARE.text("publisher", (row) => row.publisher),
      SOFTWARE.text("version", (row) => row.version),
      fieldsFrom<KaceSoftware>("extended").integer("installed_count", (row) => row.installedCount),
      ...blanks("standard", ["install_date"]),
      ...blanks("extended", ["category", "file_name", "notes", "uninstall_string"]),
      ...blanks("all", ["comments", "contact", "help_link", "readme", "urlinfo_about"]),
      ...blanks("all", ["is_manual", "is_patch", "threat", "file_size"], 0),
    ],
    relations: [],
  };
}

const NAMED_PROGRAM = fieldsFrom<KaceProgram>("limited");
const PROGRAM = fieldsFrom<KaceProgram>("standard");

/** Processes, services and start-up programs, which differ in little but their name. */
export function programEntity(
  name: "process" | "ntservice" | "startupprogram",
  spelling: Spelling,
): Entity<KaceProgram> {
  const ofServices = [
    PROGRAM.text("display_name", (row: KaceProgram) => row.displayName),
    PROGRAM.text("startup_type", (row: KaceProgram) => row.startupType),
    PROGRAM.text("status", (row: KaceProgram) => row.status),
    PROGRAM.text("description", (row: KaceProgram) => row.description),
    ...blanks("all", ["logon_as_user"]),
  ];
  return {
    names: [name, PLURALS[name]],
    spelling,
    fields: [
      NAMED_PROGRAM.integer("id", (row) => row.id),
      NAMED_PROGRAM.text("name", (row) => row.name),
      PROGRAM.text("file_name", (row) => row.fileName),
      PROGRAM.text("file_description", (row) => row.description),
      PROGRAM.text("file_version", (row) => row.version),
      PROGRAM.text("company_name", (row) => row.company),
      PROGRAM.integer("threat", (row) => row.threat),
      ...(name === "ntservice" ? ofServices : []),
      ...blanks("all", ["category", "command_args", "command_exe", "notes"]),
      ...blanks("all", ["product_name", "product_version"]),
    ],
    relations: [],
  };
}

const PLURALS = {
  process: "processes",
  ntservice: "services",
  startupprogram: "startup_programs",
} as const;

const NAMED_SYSTEM = fieldsFrom<OperatingSystemRow>("limited");
const SYSTEM = fieldsFrom<OperatingSystemRow>("standard");

export const operatingSystemEntity: Entity<OperatingSystemRow> = {
  names: ["operating_systems", "operating_system"],
  spelling: CAPITAL,
  fields: [
    NAMED_SYSTEM.integer("id", (row) => row.id),
    NAMED_SYSTEM.text("name", (row) => row.name),
    SYSTEM.text("common_name", (row) => row.name),
    SYSTEM.text("build", (row) => row.build),
    SYSTEM.integer("major_version", (row) => Number.parseInt(row.version, 10) || 0),
    ...blanks("all", ["arch", "description", "family", "patch_package_code"]),
  ],
  relations: [],
};
