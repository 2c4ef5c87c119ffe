"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import type { CallBody, PreparedCall } from "@/lib/client/developers/prepare-call";
import type { OperationDetail } from "@/lib/contracts/developers";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatBytes } from "@/lib/format/numbers";
import { CodeBlock } from "./code-block";
import { describeOperation } from "./operation-displays";

/**
 * Shows the exact request before it is sent. Where it destroys or runs something, whoever sends it types what it is
 * for, so that no habit of pressing a button does it.
 */
export function ConfirmCall({
  operation,
  call,
  target,
  onConfirm,
  onLeave,
}: {
  operation: OperationDetail;
  call: PreparedCall;
  target: string;
  onConfirm: () => void;
  onLeave: () => void;
}) {
  const [typed, setTyped] = useState("");
  const isGrave = operation.harm === "destroys" || operation.harm === "runs_code";
  const waits = isGrave && typed.trim() !== target;
  const confirm = () => (waits ? undefined : onConfirm());
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? undefined : onLeave())}
      title={`${operation.title}?`}
      description={describeOperation(operation)[0] ?? ""}
      actions={
        <>
          <Button onClick={onLeave}>Do not send it</Button>
          <Button
            look={isGrave ? "danger" : "primary"}
            refusedBecause={waits ? `Type ${target} first.` : null}
            onClick={confirm}
          >
            Send it
          </Button>
        </>
      }
    >
      <div className="grid min-w-0 gap-3">
        <p className="font-mono text-xs wrap-anywhere">
          <span className="font-semibold">{call.method}</span> {location.origin}
          {call.address}
        </p>
        <SentBody body={call.body} />
        {isGrave ? (
          <Field label={`Type ${target} to send it`}>
            {(control) => (
              <Input
                {...control}
                value={typed}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setTyped(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key !== "Enter") return;
                  event.preventDefault();
                  confirm();
                }}
              />
            )}
          </Field>
        ) : null}
      </div>
    </Dialog>
  );
}

function SentBody({ body }: { body: CallBody }) {
  switch (body.kind) {
    case "none":
      return <p className="text-ink-soft">Without a body.</p>;
    case "json":
      return <CodeBlock label="Body" text={body.text} />;
    case "form": {
      const lines = body.parts.map(({ name, value }) =>
        typeof value === "string"
          ? `${name}: ${value}`
          : `${name}: ${value.name} (${formatBytes(value.size, DISPLAY_LOCALE)})`,
      );
      return <CodeBlock label="Form" text={lines.join("\n")} />;
    }
  }
}
