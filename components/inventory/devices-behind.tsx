"use client";

import { Download } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { PlainTable } from "@/components/ui/plain-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextOrDash } from "@/components/ui/text-or-dash";
import { deviceHref } from "@/lib/client/devices/device-links";
import { exportDevices } from "@/lib/client/inventory/export-csv";
import { devicesHref } from "@/lib/client/inventory/links";
import { useDevicesBehind } from "@/lib/client/inventory/use-inventory";
import type { DeviceRow } from "@/lib/contracts/devices";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { LINK } from "./link-class";

const SHOWN = 12;
const HEAD = "px-4 py-1.5 text-start text-xs font-medium whitespace-nowrap text-ink-soft";
const CELL = "px-4 py-1.5 max-w-60 truncate";

/** The devices that have something: the first few, the way to all of them, and the whole list as a file. */
export function DevicesBehind({
  having,
  title = "Devices",
  empty,
  fileName,
}: {
  having: string;
  title?: string;
  /** Why there may be none. */
  empty: string;
  /** Without an ending. */
  fileName: string;
}) {
  const query = useDevicesBehind(having, SHOWN);
  const total = query.data?.total ?? 0;
  return (
    <Panel
      title={title}
      query={query}
      size="auto"
      flush
      emptyOf={({ rows }) => (rows.length === 0 ? { why: empty } : null)}
      actions={total === 0 ? null : <ExportButton having={having} fileName={fileName} />}
    >
      {({ rows }) => (
        <>
          <PlainTable
            label={`${title}, the first by name`}
            columns={["Name", "Owner", "Site", "System", "Checked in"]}
            headClass={HEAD}
          >
            {rows.map((row) => (
              <Row key={row.ref} row={row} />
            ))}
          </PlainTable>
          <p className="border-t px-4 py-2 text-sm">
            <Link href={devicesHref(having)} className={LINK}>
              {total === 1
                ? "Show it in the list of devices"
                : `Show all ${formatCount(total, DISPLAY_LOCALE)} in the list of devices`}
            </Link>
          </p>
        </>
      )}
    </Panel>
  );
}

function Row({ row }: { row: DeviceRow }) {
  return (
    <tr>
      <th scope="row" className={`${CELL} text-start font-medium`}>
        <Link href={deviceHref(row.ref)} className={LINK}>
          {row.name}
        </Link>
      </th>
      <td className={CELL}>
        <TextOrDash text={row.ownerName} />
      </td>
      <td className={CELL}>
        <TextOrDash text={row.site} />
      </td>
      <td className={CELL}>
        <TextOrDash text={row.osName} />
      </td>
      <td className={`${CELL} whitespace-nowrap`}>
        <RelativeTime iso={row.lastSeenAt} />
      </td>
    </tr>
  );
}

type Exporting = { step: "rest" } | { step: "reading"; words: string } | { step: "failed" };

/** Reads every device behind it and hands the file over. Leaving the page ends the reading. */
function ExportButton({ having, fileName }: { having: string; fileName: string }) {
  const [state, setState] = useState<Exporting>({ step: "rest" });
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  const start = async () => {
    const own = new AbortController();
    controller.current = own;
    setState({ step: "reading", words: "Reading" });
    try {
      const text = await exportDevices(having, {
        signal: own.signal,
        onProgress: (rows, total) => setState({ step: "reading", words: `${rows} of ${total}` }),
      });
      saveFile(text, `${fileName}.csv`);
      setState({ step: "rest" });
    } catch {
      // The button says so; the list itself shows what is wrong with the connection.
      if (!own.signal.aborted) setState({ step: "failed" });
    }
  };
  return (
    <>
      <span role="status" className="text-xs text-ink-soft">
        {state.step === "reading" ? state.words : ""}
        {state.step === "failed" ? "The file could not be read whole. Try again." : ""}
      </span>
      <Button look="quiet" busy={state.step === "reading"} onClick={() => void start()}>
        <Download size={14} aria-hidden />
        Export CSV
      </Button>
    </>
  );
}

function saveFile(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
