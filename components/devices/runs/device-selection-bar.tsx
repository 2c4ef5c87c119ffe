"use client";

import { ChevronDown, QrCode, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { labelsHref } from "@/lib/client/devices/labels/label-links";
import { useRunRefusal } from "@/lib/client/devices/runs/use-runs";
import type { RunKind } from "@/lib/domain/run";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { RUN_ICONS, runLabel, toRunItems } from "./run-menu";
import { useRunDialog } from "./use-run-dialog";

const DIRECT: readonly RunKind[] = ["forceInventory", "script"];
const MORE: readonly RunKind[] = ["installAdd", "installRemove", "archive", "cancelArchive"];

/** What can be done with the picked devices. */
export function DeviceSelectionBar({
  refs,
  onClear,
  pickAll,
}: {
  refs: ReadonlySet<string>;
  onClear: () => void;
  /** Picks everything that matches the filters, where that is few enough to be acted on; else `null`. */
  pickAll: { count: number; busy: boolean; run: () => void } | null;
}) {
  const router = useRouter();
  const { ask, dialog } = useRunDialog(onClear);
  const refusal = useRunRefusal() ?? null;
  if (refs.size === 0) return dialog;
  const picked = [...refs];
  const begin = (kind: RunKind) => ask({ kind, refs: picked });
  return (
    <div role="group" aria-label="Picked devices" className="flex flex-wrap items-center gap-2">
      <span className="text-sm font-medium figures">
        {formatCounted(refs.size, "device", DISPLAY_LOCALE)} picked
      </span>
      {pickAll === null || pickAll.count <= refs.size ? null : (
        <Button look="quiet" busy={pickAll.busy} onClick={pickAll.run}>
          Pick all {pickAll.count}
        </Button>
      )}
      {DIRECT.map((kind) => (
        <Button key={kind} refusedBecause={refusal} onClick={() => begin(kind)}>
          {RUN_ICONS[kind]}
          {runLabel(kind)}
        </Button>
      ))}
      <Menu
        align="start"
        trigger={
          <Button>
            More
            <ChevronDown size={14} aria-hidden />
          </Button>
        }
        items={[
          ...toRunItems(MORE, refusal, begin),
          { kind: "rule", id: "rule" },
          {
            kind: "act",
            id: "labels",
            label: "Print labels",
            icon: <QrCode size={14} aria-hidden />,
            onSelect: () => router.push(labelsHref(picked)),
          },
        ]}
      />
      <Button look="quiet" onClick={onClear}>
        <X size={14} aria-hidden />
        Pick none
      </Button>
      {dialog}
    </div>
  );
}
