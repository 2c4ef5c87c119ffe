"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FailedFace } from "@/components/ui/panel";
import { FieldError } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { SkeletonLines } from "@/components/ui/skeleton";
import { tellDone } from "@/components/ui/toaster";
import {
  changedValues,
  missingFields,
  type TypedValues,
} from "@/lib/client/connections/addon-values";
import { useAddon, useTryAddon, useUpdateAddon } from "@/lib/client/connections/use-addons";
import type { AddonDetail } from "@/lib/contracts/connections";
import { AddonFieldInput } from "./addon-field-input";

/** The values of one add-on, to look at, change and try. */
export function AddonDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const addon = useAddon(name);
  if (addon.data === undefined) {
    return (
      <Dialog open wide onOpenChange={onClose} title={`Set up ${name}`}>
        {addon.error ? (
          <FailedFace error={addon.error} retry={addon.refetch} busy={addon.isFetching} />
        ) : (
          <SkeletonLines lines={6} />
        )}
      </Dialog>
    );
  }
  return <AddonForm addon={addon.data} onClose={onClose} />;
}

function AddonForm({ addon, onClose }: { addon: AddonDetail; onClose: () => void }) {
  const { name, title, active, fields } = addon;
  const [typed, setTyped] = useState<TypedValues>({});
  const [tried, setTried] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const update = useUpdateAddon();
  const attempt = useTryAddon();
  const missing = missingFields(fields, typed);
  const values = changedValues(fields, typed);
  const onError = (error: Error) => {
    setTried(null);
    setFault(readProblem(error).title);
  };
  const onType = (field: string, value: string) => {
    setTyped({ ...typed, [field]: value });
    setTried(null);
    setFault(null);
  };
  const save = () =>
    update.mutate(
      { name, active, values },
      {
        onSuccess: ({ message }) => {
          tellDone(`${title} is saved`, message ?? undefined);
          onClose();
        },
        onError,
      },
    );
  const tryIt = () =>
    attempt.mutate(
      { name, values },
      {
        onSuccess: ({ message }) => {
          setFault(null);
          setTried(message ?? "SysAid found nothing wrong.");
        },
        onError,
      },
    );
  const why =
    values.length === 0
      ? "Nothing is changed yet."
      : missing.length > 0 && active
        ? `Fill in ${missing.join(", ")} first; the add-on is on and needs it.`
        : null;
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={`Set up ${title}`}
      description="What you do not touch stays as SysAid has it. Secret values are kept there and never shown here."
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button busy={attempt.isPending} onClick={tryIt}>
            Test connection
          </Button>
          <Button look="primary" busy={update.isPending} refusedBecause={why} onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {fields.length === 0 ? <p className="text-ink-soft">It has no values to set.</p> : null}
        {fields.map((field) => (
          <AddonFieldInput
            key={field.name}
            field={field}
            value={typed[field.name] ?? field.value ?? ""}
            onChange={(value) => onType(field.name, value)}
          />
        ))}
        <p role="status" className="text-sm text-good empty:hidden">
          {tried}
        </p>
        <FieldError>{fault}</FieldError>
      </div>
    </Dialog>
  );
}
