import { version } from "@/package.json";

/** Sightline's own version. */
export const VERSION = version;
