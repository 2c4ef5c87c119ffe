import "server-only";
import * as body from "./bodies";
import { LIST, ONE, createRows, json, query } from "./rows";
import { FILE, WRITTEN, rows } from "./schema";
import * as shape from "./shapes";

const { get, post, put } = createRows("inventory");

// The reference closes most of these paths with a slash, clients do not; both are read. It documents two ways to a
// machine's custom inventory that differ in nothing but that slash.

/** Machines, and what runs or is installed on them. */
export const INVENTORY = [
  get("machines.list", "/api/inventory/machines", {
    title: "List machines",
    spellings: ["/api/inventory/machines/"],
    query: [...query("filterOptions"), ...LIST],
    ...rows("Machines", shape.Machine),
  }),
  post("machines.create", "/api/inventory/machines", {
    title: "Send the inventory of machines, known or new",
    spellings: ["/api/inventory/machines/"],
    body: json(body.Machines),
    ...WRITTEN,
  }),
  get("machines.read", "/api/inventory/machines/{id}", {
    title: "Read one machine",
    spellings: ["/api/inventory/machines/{id}/"],
    query: ONE,
    ...rows("Machines", shape.Machine),
  }),
  put("machines.update", "/api/inventory/machines/{id}", {
    title: "Update a machine's inventory",
    spellings: ["/api/inventory/machines/{id}/"],
    body: json(body.Machines),
    ...WRITTEN,
  }),
  get("machines.custom_inventory", "/api/inventory/machines/{id}/custom_inventory/", {
    title: "List a machine's custom inventory",
    ...rows("CustomInventory", shape.CustomInventory),
  }),
  post("machines.force_inventory", "/api/inventory/machines/{id}/force", {
    title: "Have a machine's agent take inventory now",
    spellings: ["/api/inventory/machines/{id}/force/"],
    danger: "runs_code",
    ...WRITTEN,
  }),
  get("machines.custom_inventory_fields", "/api/inventory/machines/{machineID}/custom_inventory", {
    title: "List a machine's custom inventory fields",
    ...rows("CustomInventory", shape.CustomInventory),
  }),
  get("machines.uploaded_files", "/api/inventory/machines/{machineID}/uploaded_files", {
    title: "List the files that a machine uploaded",
    ...rows("UploadedFiles", shape.UploadedFile),
  }),
  get("machines.uploaded_file", "/api/inventory/machines/{machineID}/uploaded_files/{fileID}", {
    title: "Download a file that a machine uploaded",
    ...FILE,
  }),
  get("nodes.list", "/api/inventory/nodes", {
    title: "List devices without an agent",
    spellings: ["/api/inventory/nodes/"],
    query: LIST,
    ...rows("Nodes", shape.Node, "Node"),
  }),
  post("nodes.create", "/api/inventory/nodes", {
    title: "Create a device without an agent",
    spellings: ["/api/inventory/nodes/"],
    body: json(body.Inventory),
    ...WRITTEN,
  }),
  get("nodes.read", "/api/inventory/nodes/{id}", {
    title: "Read one device without an agent",
    spellings: ["/api/inventory/nodes/{id}/"],
    query: ONE,
    ...rows("Nodes", shape.Node, "Node"),
  }),
  get("operating_systems.list", "/api/inventory/operating_systems", {
    title: "List operating systems",
    spellings: ["/api/inventory/operating_systems/"],
    query: LIST,
    ...rows("OperatingSystems", shape.OperatingSystem, "Operating_systems", "OS"),
  }),
  post("operating_systems.create", "/api/inventory/operating_systems", {
    title: "Create an operating system",
    spellings: ["/api/inventory/operating_systems/"],
    body: json(body.Inventory),
    ...WRITTEN,
  }),
  get("operating_systems.read", "/api/inventory/operating_systems/{id}", {
    title: "Read one operating system",
    spellings: ["/api/inventory/operating_systems/{id}/"],
    query: ONE,
    ...rows("OperatingSystems", shape.OperatingSystem, "Operating_systems", "OS"),
  }),
  get("processes.list", "/api/inventory/processes", {
    title: "List processes seen on machines",
    spellings: ["/api/inventory/processes/"],
    query: LIST,
    ...rows("Processes", shape.Process, "Process"),
  }),
  post("processes.create", "/api/inventory/processes", {
    title: "Create a process",
    spellings: ["/api/inventory/processes/"],
    body: json(body.Inventory),
    ...WRITTEN,
  }),
  get("processes.read", "/api/inventory/processes/{id}", {
    title: "Read one process",
    spellings: ["/api/inventory/processes/{id}/"],
    query: ONE,
    ...rows("Processes", shape.Process, "Process"),
  }),
  get("services.list", "/api/inventory/services", {
    title: "List Windows services seen on machines",
    spellings: ["/api/inventory/services/"],
    query: LIST,
    ...rows("Services", shape.NtService, "Ntservice", "NtServices"),
  }),
  post("services.create", "/api/inventory/services", {
    title: "Create a Windows service",
    spellings: ["/api/inventory/services/"],
    body: json(body.Inventory),
    ...WRITTEN,
  }),
  get("services.read", "/api/inventory/services/{id}", {
    title: "Read one Windows service",
    spellings: ["/api/inventory/services/{id}/"],
    query: ONE,
    ...rows("Services", shape.NtService, "Ntservice", "NtServices"),
  }),
  get("softwares.list", "/api/inventory/softwares", {
    title: "List software titles",
    spellings: ["/api/inventory/softwares/"],
    query: LIST,
    ...rows("Software", shape.Software, "Softwares"),
  }),
  post("softwares.create", "/api/inventory/softwares", {
    title: "Create a software title",
    spellings: ["/api/inventory/softwares/"],
    body: json(body.Inventory),
    ...WRITTEN,
  }),
  get("softwares.read", "/api/inventory/softwares/{id}", {
    title: "Read one software title",
    spellings: ["/api/inventory/softwares/{id}/"],
    query: ONE,
    ...rows("Software", shape.Software, "Softwares"),
  }),
  get("startup_programs.list", "/api/inventory/startup_programs", {
    title: "List start-up programs seen on machines",
    spellings: ["/api/inventory/startup_programs/"],
    query: LIST,
    ...rows("StartupPrograms", shape.StartupProgram, "Startupprogram"),
  }),
  post("startup_programs.create", "/api/inventory/startup_programs", {
    title: "Create a start-up program",
    spellings: ["/api/inventory/startup_programs/"],
    body: json(body.Inventory),
    ...WRITTEN,
  }),
  get("startup_programs.read", "/api/inventory/startup_programs/{id}", {
    title: "Read one start-up program",
    spellings: ["/api/inventory/startup_programs/{id}/"],
    query: ONE,
    ...rows("StartupPrograms", shape.StartupProgram, "Startupprogram"),
  }),
] as const;
