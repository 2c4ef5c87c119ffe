"use client";

import { Download } from "lucide-react";
import { Panel } from "@/components/ui/panel";
import { PlainTable } from "@/components/ui/plain-table";
import { TextOrDash } from "@/components/ui/text-or-dash";
import { useCustomInventory, useDeviceFiles } from "@/lib/client/devices/page/use-device-page";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatBytes } from "@/lib/format/numbers";
import type { TabProps } from "./device-query";

/** What KACE keeps of the machine beside its inventory: asked for now, as the viewer. */
export function FilesTab({ deviceRef, slots }: TabProps) {
  return (
    <div className="grid items-start gap-3 md:grid-cols-2">
      <div className="grid min-w-0 gap-3">
        <UploadedFiles deviceRef={deviceRef} />
        {slots.attachments}
      </div>
      <div className="grid min-w-0 gap-3">
        <CustomInventory deviceRef={deviceRef} />
        {slots.barcodes}
      </div>
    </div>
  );
}

function UploadedFiles({ deviceRef }: { deviceRef: string }) {
  const query = useDeviceFiles(deviceRef);
  return (
    <Panel
      title="Files from its agent"
      query={query}
      size="sm"
      flush
      emptyOf={({ files }) =>
        files.state === "missing"
          ? { why: files.reason }
          : files.rows.length === 0
            ? { why: "Its agent has sent no files." }
            : null
      }
    >
      {({ files }) =>
        files.state === "known" ? (
          <ul className="divide-y divide-line">
            {files.rows.map(({ name, bytes, href }) => (
              <li key={href} className="flex items-center gap-3 px-4 py-2">
                <a
                  href={href}
                  download={name}
                  className="inline-flex min-w-0 items-center gap-1.5 wrap-anywhere text-accent underline-offset-2 hover:underline"
                >
                  <Download size={14} aria-hidden className="shrink-0" />
                  {name}
                </a>
                <span className="ms-auto text-xs whitespace-nowrap text-ink-faint figures">
                  {bytes === null ? "" : formatBytes(bytes, DISPLAY_LOCALE)}
                </span>
              </li>
            ))}
          </ul>
        ) : null
      }
    </Panel>
  );
}

function CustomInventory({ deviceRef }: { deviceRef: string }) {
  const query = useCustomInventory(deviceRef);
  return (
    <Panel
      title="Custom inventory"
      query={query}
      size="sm"
      flush
      emptyOf={({ values }) =>
        values.state === "missing"
          ? { why: values.reason }
          : values.rows.length === 0
            ? { why: "No custom inventory rule of KACE found anything on it." }
            : null
      }
    >
      {({ values }) =>
        values.state === "known" ? (
          <PlainTable
            label="Table of custom inventory"
            columns={["Rule", "Value", "Type"]}
            headClass="px-4 py-1.5 text-start text-xs font-medium text-ink-soft"
          >
            {values.rows.map(({ name, value, type }, at) => (
              <tr key={`${name} ${at}`}>
                <th scope="row" className="px-4 py-1.5 text-start font-normal text-ink-soft">
                  {name}
                </th>
                <td className="px-4 py-1.5 wrap-anywhere">
                  <TextOrDash text={value} />
                </td>
                <td className="px-4 py-1.5 text-xs text-ink-faint">
                  <TextOrDash text={type?.toLowerCase() ?? null} />
                </td>
              </tr>
            ))}
          </PlainTable>
        ) : null
      }
    </Panel>
  );
}
