import type { ShownScan } from "@/lib/client/devices/walks/use-walk-scans";
import { writeCsv } from "@/lib/contracts/csv-file";
import type { WalkDeviceView, WalkResult } from "@/lib/contracts/walks";
import type { WalkStanding } from "@/lib/domain/walk";
import { MISSING_DISPLAY, VERDICT_DISPLAYS } from "./walk-displays";

const HEADS = [
  "Result",
  "Device",
  "Asset tag",
  "Serial number",
  "Model",
  "Owner",
  "Site",
  "Department",
  "Code",
  "Scanned at",
  "Scanned by",
  "Note",
];

/** A walk as a file for spreadsheets: a line per scan, then one per missing device. */
export function toWalkCsv(result: WalkResult, standing: WalkStanding<ShownScan>): string {
  const devices = devicesOf(result);
  const notes = new Map(
    result.outcomes.flatMap(({ kind, deviceRef, text }) =>
      kind === "notFound" ? [[deviceRef, text] as const] : [],
    ),
  );
  const facts = (device: WalkDeviceView | undefined) => [
    device?.name ?? null,
    device?.tag ?? null,
    device?.serial ?? null,
    device?.model ?? null,
    device?.ownerName ?? null,
    device?.site ?? null,
    device?.department ?? null,
  ];
  return writeCsv(HEADS, [
    ...standing.scans.map(({ scan, verdict, deviceRef }) => [
      VERDICT_DISPLAYS[verdict].label,
      ...facts(deviceRef === null ? undefined : devices.get(deviceRef)),
      scan.code,
      scan.scannedAt,
      scan.scannedBy,
      null,
    ]),
    ...standing.missing.map((ref) => [
      MISSING_DISPLAY.label,
      ...facts(devices.get(ref)),
      null,
      null,
      null,
      notes.get(ref) ?? null,
    ]),
  ]);
}

/** All devices of a walk by the refs that its lists use. */
export function devicesOf({ expected, met }: Pick<WalkResult, "expected" | "met">) {
  return new Map([...met, ...expected].map((device) => [device.ref, device]));
}

/** Offers a text as a file. */
export function saveCsv(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
