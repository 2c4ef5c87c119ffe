"use client";

import { Plus, Printer } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { labelsHref } from "@/lib/client/devices/labels/label-links";
import { useBarcodes, useLabel } from "@/lib/client/devices/labels/use-barcodes";
import type { BarcodesResult, BarcodeView } from "@/lib/contracts/barcodes";
import { BarcodeDialog } from "./barcode-dialog";
import { CodePicture } from "./drawn-code";

/** A device's own label, and the barcodes that KACE keeps for its asset. */
export function BarcodePanel({ deviceRef }: { deviceRef: string }) {
  const label = useLabel(deviceRef);
  return (
    <div className="grid gap-3">
      <Panel
        title="Label"
        query={label}
        size="auto"
        actions={
          <Link href={labelsHref([deviceRef])} className={buttonClass("quiet")}>
            <Printer size={14} aria-hidden />
            Print the label
          </Link>
        }
        emptyOf={({ labels }) =>
          labels.length > 0 ? null : { why: "A device that is in no list has no label." }
        }
      >
        {({ labels: [own] }) =>
          own === undefined ? null : (
            <div className="flex flex-wrap items-center gap-4">
              <CodePicture
                code={own.qr}
                label={`QR code of ${own.name}`}
                width="7.5rem"
                height="7.5rem"
              />
              <dl className="grid gap-1 text-sm">
                <Line name="Asset tag" text={own.tag} />
                <Line name="Serial number" text={own.serial} />
                <Line name="The QR code says" text={own.qr.text} />
              </dl>
            </div>
          )
        }
      </Panel>
      <KaceBarcodes deviceRef={deviceRef} />
    </div>
  );
}

function Line({ name, text }: { name: string; text: string | null }) {
  return (
    <div className="flex flex-wrap gap-x-2">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="font-mono wrap-anywhere">{text ?? "not told"}</dd>
    </div>
  );
}

const NEW = "new";

function KaceBarcodes({ deviceRef }: { deviceRef: string }) {
  const query = useBarcodes(deviceRef);
  const [editing, setEditing] = useState<BarcodeView | typeof NEW | null>(null);
  const refusal = query.data
    ? query.data.assetRef === null
      ? "KACE keeps barcodes for assets, and this device has no asset there."
      : query.data.refusal
    : null;
  return (
    <>
      <Panel
        title="Barcodes in KACE"
        query={query}
        size="auto"
        actions={
          <Button look="quiet" refusedBecause={refusal} onClick={() => setEditing(NEW)}>
            <Plus size={14} aria-hidden />
            Add a barcode
          </Button>
        }
        emptyOf={whyNone}
      >
        {({ barcodes }) => (
          <ul className="divide-y divide-line">
            {barcodes.map((barcode) => (
              <BarcodeRow
                key={barcode.id}
                barcode={barcode}
                refusal={refusal}
                onEdit={() => setEditing(barcode)}
              />
            ))}
          </ul>
        )}
      </Panel>
      {editing === null ? null : (
        <BarcodeDialog
          deviceRef={deviceRef}
          barcode={editing === NEW ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function whyNone({ assetRef, barcodes }: BarcodesResult) {
  if (barcodes.length > 0) return null;
  return {
    why:
      assetRef === null
        ? "KACE keeps barcodes for assets, and this device has no asset there."
        : "KACE keeps no barcode for this device yet.",
  };
}

function BarcodeRow({
  barcode,
  refusal,
  onEdit,
}: {
  barcode: BarcodeView;
  refusal: string | null;
  onEdit: () => void;
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <div className="min-w-40 grow">
        <p className="font-medium wrap-anywhere">{barcode.name}</p>
        <p className="font-mono text-sm wrap-anywhere">{barcode.text}</p>
        <p className="text-xs text-ink-soft">
          {barcode.format}
          {barcode.lastScannedBy === null ? null : `, last scanned by ${barcode.lastScannedBy}`}
        </p>
      </div>
      {barcode.code === null ? null : (
        <CodePicture
          code={barcode.code}
          label={`Picture of ${barcode.text}`}
          width={barcode.code.height === 1 ? "12rem" : "5rem"}
          height={barcode.code.height === 1 ? "2.5rem" : "5rem"}
        />
      )}
      <Button
        look="quiet"
        refusedBecause={refusal}
        aria-label={`Change the barcode ${barcode.name}`}
        onClick={onEdit}
      >
        Change
      </Button>
    </li>
  );
}
