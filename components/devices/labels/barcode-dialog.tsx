"use client";

import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { useChangeBarcode } from "@/lib/client/devices/labels/use-barcodes";
import { BARCODE_FORMATS, type BarcodeView, type BarcodeWish } from "@/lib/contracts/barcodes";

const FORM = "barcode-form";
const LENGTH_MAX = 120;

/** Adds a barcode to the device's KACE asset, or changes or deletes one. */
export function BarcodeDialog({
  deviceRef,
  barcode,
  onClose,
}: {
  deviceRef: string;
  /** `null`: a new one. */
  barcode: BarcodeView | null;
  onClose: () => void;
}) {
  const change = useChangeBarcode(deviceRef);
  const [wish, setWish] = useState<BarcodeWish>({
    name: barcode?.name ?? "Asset tag",
    text: barcode?.text ?? "",
    format: barcode?.format ?? BARCODE_FORMATS[0],
  });
  const [asking, setAsking] = useState(false);
  const id = barcode?.id ?? null;
  const send = (wanted: BarcodeWish | null) =>
    change.mutate({ id, wish: wanted }, { onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!change.isPending) send(wish);
  };
  const formats = [...new Set([wish.format, ...BARCODE_FORMATS])].filter((one) => one !== "");
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={barcode === null ? "Add a barcode" : `Change the barcode “${barcode.name}”`}
      description="It is written to the device's asset in KACE, as you."
      actions={
        <>
          {barcode === null ? null : (
            <Button
              look="danger"
              className="me-auto"
              busy={change.isPending}
              onClick={() => (asking ? send(null) : setAsking(true))}
            >
              {asking ? "Delete it for good" : "Delete"}
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={FORM} look="primary" busy={change.isPending}>
            {barcode === null ? "Add" : "Save"}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} className="grid gap-3">
        <Field label="Name">
          {(control) => (
            <Input
              {...control}
              required
              maxLength={LENGTH_MAX}
              value={wish.name}
              onChange={(event) => setWish({ ...wish, name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Code" hint="What the barcode says; a hand scanner can type it here.">
          {(control) => (
            <Input
              {...control}
              required
              maxLength={LENGTH_MAX}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              value={wish.text}
              onChange={(event) => setWish({ ...wish, text: event.target.value })}
            />
          )}
        </Field>
        <Field label="Kind">
          {(control) => (
            <Select
              {...control}
              value={wish.format}
              options={formats.map((value) => ({ value, label: value.replaceAll("_", " ") }))}
              onChange={(event) => setWish({ ...wish, format: event.target.value })}
            />
          )}
        </Field>
        {change.error ? (
          <p role="alert" className="text-sm text-bad">
            {readProblem(change.error).title}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}
