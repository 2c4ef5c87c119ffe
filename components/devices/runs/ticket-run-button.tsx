"use client";

import { ChevronDown, Play } from "lucide-react";
import { useActions } from "@/components/ui/actions";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Menu } from "@/components/ui/menu";
import { tellFailed } from "@/components/ui/toaster";
import { useRunRefusal } from "@/lib/client/devices/runs/use-runs";
import { TICKET_RUN_KINDS, type RunKind } from "@/lib/domain/run";
import { toRunItems } from "./run-menu";
import { useRunDialog } from "./use-run-dialog";

const NOT_IN_KACE = "KACE does not have this device, and only KACE acts on machines.";

/** What can be run on a device for a ticket; what it would do, and whether it may, its dialog asks first. */
export function TicketRunButton({
  ticketRef,
  device,
  hasKey,
}: {
  ticketRef: string;
  device: { ref: string; name: string; isInKace: boolean };
  /** It is the ticket's own device, which the key is for. */
  hasKey: boolean;
}) {
  const { ask, dialog } = useRunDialog();
  const own = useRunRefusal() ?? null;
  const refusal = device.isInKace ? own : NOT_IN_KACE;
  const begin = (kind: RunKind) => ask({ kind, refs: [device.ref], ticketRef });
  const orSay = (kind: RunKind) => () =>
    refusal === null ? begin(kind) : tellFailed(new Error(refusal));
  useActions(
    hasKey
      ? [
          {
            id: "run-script",
            label: "Run a script on the device",
            group: "Open ticket",
            keys: "r",
            run: orSay("script"),
          },
          {
            id: "run-inventory",
            label: "Force inventory of the device",
            group: "Open ticket",
            run: orSay("forceInventory"),
          },
        ]
      : [],
  );
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button look={hasKey ? undefined : "quiet"}>
            <Play size={14} aria-hidden />
            Run
            <span className="sr-only"> on {device.name}</span>
            {hasKey ? (
              <span className="hidden sm:inline">
                <Kbd keys="r" />
              </span>
            ) : null}
            <ChevronDown size={14} aria-hidden />
          </Button>
        }
        items={toRunItems(TICKET_RUN_KINDS, refusal, begin)}
      />
      {dialog}
    </>
  );
}
