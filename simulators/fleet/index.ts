/** The generated company that the simulated appliances share. */
export * from "./model";
export { generateCompany } from "./company";
export { generateKaceLibrary } from "./kace-library";
export { parseFleetOptions } from "./options";
export { FleetError } from "./random";
export { listSysaidCategories } from "./sysaid-records";
export { truthOf } from "./truth";
