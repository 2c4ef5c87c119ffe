"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { EmptyState, Panel } from "@/components/ui/panel";
import { readProblem } from "@/components/ui/read-problem";
import { Screen } from "@/components/ui/screen";
import { deviceHref } from "@/lib/client/devices/device-links";
import { signalScan } from "@/lib/client/devices/scan/feedback";
import { useAskForCode, useScannedCode } from "@/lib/client/devices/scan/use-scan";
import type { ScanResult } from "@/lib/contracts/scan";
import { CoverageMarks } from "../coverage";
import { DeviceKindLabel } from "../kind-icon";
import { ScanBox } from "./scan-box";
import { MATCH_WORDS } from "./scan-displays";

/** Opens the device that a code is of; says so where there is none, and lets choose where there are several. */
export function ScanScreen() {
  const router = useRouter();
  const [code, setCode] = useQueryState("code", parseAsString.withOptions({ history: "replace" }));
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const ask = useAskForCode();
  const result = useScannedCode(code);
  const open = async (scanned: string) => {
    setBusy(true);
    setFault(null);
    try {
      const { matches } = await ask(scanned);
      const [only] = matches;
      if (only !== undefined && matches.length === 1) {
        signalScan("good");
        router.push(deviceHref(only.device.ref));
        return;
      }
      signalScan(matches.length === 0 ? "bad" : "warn");
      await setCode(scanned);
    } catch (error) {
      signalScan("bad");
      setFault(error instanceof Error ? readProblem(error).title : "The code was not looked up.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Screen title="Scan a code" showTitle>
      <ScanBox onCode={(scanned) => void open(scanned)} busy={busy} />
      {fault === null ? null : (
        <p role="alert" className="text-bad">
          {fault}
        </p>
      )}
      {code === null || code === "" ? (
        <EmptyState why="Scan a label of ours, an asset tag, a serial number, a network address or a barcode of KACE. The device opens by itself." />
      ) : (
        <Panel title={`Code ${code}`} query={result} size="auto" emptyOf={whyNothing}>
          {(found) => <Matches result={found} />}
        </Panel>
      )}
    </Screen>
  );
}

function whyNothing({ matches, faults }: ScanResult): { why: string } | null {
  if (matches.length > 0) return null;
  const why =
    "No device that you may see has this code as its tag, serial number, network address or name.";
  return { why: [why, ...faults].join(" ") };
}

function Matches({ result }: { result: ScanResult }) {
  return (
    <div className="grid gap-2">
      {result.matches.length > 1 ? (
        <p className="text-warn">
          {result.matches.length} devices have this code. Choose the one before you, and correct the
          others.
        </p>
      ) : null}
      <ul className="divide-y divide-line">
        {result.matches.map(({ device, by }) => (
          <li key={device.ref} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
            <Link
              href={deviceHref(device.ref)}
              className="font-medium wrap-anywhere text-accent underline-offset-2 hover:underline"
            >
              {device.name}
            </Link>
            <DeviceKindLabel kind={device.kind} />
            <CoverageMarks sources={device.sources} />
            <span className="text-ink-soft">{device.site ?? "Site not told"}</span>
            <span className="text-ink-soft">found by {MATCH_WORDS[by]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
