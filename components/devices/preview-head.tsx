import Link from "next/link";
import type { ReactNode } from "react";
import { deviceHref } from "@/lib/client/devices/device-links";
import type { DeviceRow } from "@/lib/contracts/devices";
import { DeviceKindLabel } from "./kind-icon";

/** The head of what is open beside a list: the device by name and kind, then what the list has to tell of it. */
export function DevicePreviewHead({
  device,
  children,
}: {
  device: Pick<DeviceRow, "ref" | "name" | "kind">;
  children: ReactNode;
}) {
  return (
    <header className="grid gap-1.5 pe-8">
      <h2 className="text-base font-semibold wrap-anywhere">
        <Link href={deviceHref(device.ref)} className="hover:underline">
          {device.name}
        </Link>
      </h2>
      <p className="flex flex-wrap items-center gap-x-3 text-ink-soft">
        <DeviceKindLabel kind={device.kind} />
        {children}
      </p>
    </header>
  );
}
