"use client";

import { ChevronDown, History } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { RUNS_PATH } from "@/lib/client/devices/runs/run-links";
import { useRunRefusal } from "@/lib/client/devices/runs/use-runs";
import { useDevice } from "@/lib/client/devices/use-devices";
import { RUN_KINDS, type RunKind } from "@/lib/domain/run";
import { toRunItems } from "./run-menu";
import { useRunDialog } from "./use-run-dialog";

const NOT_IN_KACE = "KACE does not have this device, and only KACE acts on machines.";

/** What can be done to one device, as a menu for its page. */
export function DeviceActs({ deviceRef }: { deviceRef: string }) {
  const router = useRouter();
  const { ask, dialog } = useRunDialog();
  const refusal = useRunRefusal() ?? null;
  const device = useDevice(deviceRef).data?.device;
  if (device === undefined) return null;
  const isInKace = device.recordViews.some(
    ({ source, removedAt }) => source === "kace" && removedAt === null,
  );
  const begin = (kind: RunKind) => ask({ kind, refs: [device.ref] });
  return (
    <>
      <Menu
        trigger={
          <Button>
            Act
            <ChevronDown size={14} aria-hidden />
          </Button>
        }
        items={[
          ...toRunItems(RUN_KINDS, isInKace ? refusal : NOT_IN_KACE, begin),
          { kind: "rule", id: "rule" },
          {
            kind: "act",
            id: "runs",
            label: "All runs",
            icon: <History size={14} aria-hidden />,
            onSelect: () => router.push(RUNS_PATH),
          },
        ]}
      />
      {dialog}
    </>
  );
}
