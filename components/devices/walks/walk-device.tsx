import Link from "next/link";
import { deviceHref } from "@/lib/client/devices/device-links";
import type { WalkDeviceView } from "@/lib/contracts/walks";

/** Where a device belongs, in words. */
export function placeWords({ site, department }: WalkDeviceView): string {
  const place = [site, department].filter((part) => part !== null && part !== "").join(", ");
  return place === "" ? "its place is not told" : `belongs to ${place}`;
}

/** A device in a list of a walk: its name, what is printed on it, and whose it is. */
export function WalkDeviceLine({ device }: { device: WalkDeviceView }) {
  const facts = [
    device.tag === null ? null : `Tag ${device.tag}`,
    device.serial === null ? null : `S/N ${device.serial}`,
    device.model,
    device.ownerName,
  ].filter((fact) => fact !== null && fact !== "");
  return (
    <div className="min-w-0">
      {device.gone ? (
        <span className="font-medium wrap-anywhere text-ink-soft">
          {device.name} (no longer in either system, or not visible to you)
        </span>
      ) : (
        <Link
          href={deviceHref(device.ref)}
          className="font-medium wrap-anywhere text-accent underline-offset-2 hover:underline"
        >
          {device.name}
        </Link>
      )}
      <p className="text-xs wrap-anywhere text-ink-soft">{facts.join(" · ")}</p>
    </div>
  );
}
