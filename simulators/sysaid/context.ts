import type { ApplianceContext } from "../appliance/environment";
import type { Member } from "./directory";

/** The signed-in member of a request; throws SysAid's 401 or 429. */
export type SysaidContextOf = (c: ApplianceContext) => Member;
