import type { Ref } from "./ref";

/** A software title of the inventory. */
export interface SoftwareTitle {
  ref: Ref;
  name: string;
  version: string | null;
  publisher: string | null;
  installedCount: number | null;
}

/** One title on one device record. */
export interface SoftwareInstall {
  deviceRecordRef: Ref;
  titleRef: Ref;
  installedOn: string | null;
}
