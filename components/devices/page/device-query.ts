import type { ReactNode } from "react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { DeviceDetailResult } from "@/lib/contracts/devices";

export type DeviceQuery = UseQueryResult<DeviceDetailResult>;

/** Parts of the page that other subjects bring. */
export interface DeviceSlots {
  /** Buttons beside the name: what can be done with the device. */
  acts?: ReactNode;
  /** Editing by the asset type's own form. */
  assetForm?: ReactNode;
  attachments?: ReactNode;
  barcodes?: ReactNode;
}

/** What a tab gets. */
export interface TabProps {
  deviceRef: string;
  query: DeviceQuery;
  slots: DeviceSlots;
  /** Has both systems asked again. */
  onRead: () => void;
  reading: boolean;
}
