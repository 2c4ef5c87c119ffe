"use client";

import { useDevice } from "@/lib/client/devices/use-devices";
import { AssetFormPanel } from "./asset-form-panel";
import { AttachmentsPanel } from "./attachments-panel";

/** The forms of a device's records, on its page. Nothing until the device itself is there. */
export function DeviceAssetForm({ deviceRef }: { deviceRef: string }) {
  const device = useDevice(deviceRef).data?.device;
  if (device === undefined) return null;
  return <AssetFormPanel deviceRef={deviceRef} records={device.recordViews} />;
}

/** The files of a device's records, on its page. */
export function DeviceAttachments({ deviceRef }: { deviceRef: string }) {
  const device = useDevice(deviceRef).data?.device;
  if (device === undefined) return null;
  return <AttachmentsPanel deviceRef={deviceRef} records={device.recordViews} />;
}
