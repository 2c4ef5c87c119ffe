import {
  Box,
  Cpu,
  Laptop,
  Monitor,
  Printer,
  Router,
  Server,
  Smartphone,
  type LucideIcon,
} from "lucide-react";
import type { DeviceKind } from "@/lib/domain/device";
import { DEVICE_KIND_LABELS } from "@/lib/format/displays";

const ICONS = {
  laptop: Laptop,
  desktop: Monitor,
  server: Server,
  virtual: Cpu,
  mobile: Smartphone,
  printer: Printer,
  network: Router,
  other: Box,
} as const satisfies Record<DeviceKind, LucideIcon>;

/** What a device is: a picture and its word. */
export function DeviceKindLabel({ kind }: { kind: DeviceKind }) {
  const Icon = ICONS[kind];
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Icon size={14} aria-hidden className="shrink-0 text-ink-faint" />
      <span className="truncate">{DEVICE_KIND_LABELS[kind]}</span>
    </span>
  );
}
