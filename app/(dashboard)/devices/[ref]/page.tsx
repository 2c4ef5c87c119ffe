import type { Metadata } from "next";
import { notFound } from "next/navigation";
import {
  DeviceAssetForm,
  DeviceAttachments,
} from "@/components/devices/asset-form/device-form-slots";
import { DeviceScreen } from "@/components/devices/device-screen";
import { BarcodePanel } from "@/components/devices/labels/barcode-panel";
import { DeviceActs } from "@/components/devices/runs/device-acts";
import { deviceKeys } from "@/lib/client/keys";
import { DeviceDetailResult } from "@/lib/contracts/devices";
import { decodeParam } from "@/lib/server/api/ref-param";
import { readDevice } from "@/lib/server/devices/read-device";
import { NotFound } from "@/lib/server/failures";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../../_parts/page-viewer";
import { Prefetched } from "../../_parts/prefetched";

export const metadata: Metadata = { title: "Device" };

/** One device; the ref of any of its records opens it. */
export default async function DevicePage({ params }: { params: Promise<{ ref: string }> }) {
  const viewer = await pageViewer();
  const server = await runtime();
  const ref = decodeParam((await params).ref);
  const asker = { viewer, runtime: server, signal: new AbortController().signal };
  const queryKey = deviceKeys.detail(ref);
  const found = await readDevice(asker, ref, {}).catch((error: unknown) => {
    if (error instanceof NotFound) notFound();
    // The browser asks again and shows why.
    return null;
  });
  return (
    <Prefetched
      queries={
        found === null ? [] : [{ queryKey, queryFn: async () => DeviceDetailResult.parse(found) }]
      }
    >
      <DeviceScreen
        key={ref}
        deviceRef={ref}
        slots={{
          acts: <DeviceActs deviceRef={ref} />,
          assetForm: <DeviceAssetForm deviceRef={ref} />,
          attachments: <DeviceAttachments deviceRef={ref} />,
          barcodes: <BarcodePanel deviceRef={ref} />,
        }}
      />
    </Prefetched>
  );
}
