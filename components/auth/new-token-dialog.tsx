"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { useCopy } from "@/components/ui/use-copy";
import type { CreateTokenResult } from "@/lib/contracts/tokens";
import { TokenExample } from "./token-example";

/** A token that was just made, and how it is used. */
export function NewTokenDialog({
  made: { token, secret },
  address,
  onClose,
}: {
  made: CreateTokenResult;
  address: string;
  onClose: () => void;
}) {
  const { input, copy } = useCopy("The token");
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Token “${token.name}”`}
      description="It is shown this once. Whoever has it acts as you, as far as it may; revoke it when it gets out."
      wide
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button look="primary" onClick={() => void copy()}>
            Copy the token
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Field
          label="Token"
          hint="Keep it where your script keeps its passwords, never in its source."
        >
          {(control) => (
            <Input
              {...control}
              ref={input}
              readOnly
              value={secret}
              autoComplete="off"
              spellCheck={false}
              onFocus={(event) => event.target.select()}
              className="font-mono"
            />
          )}
        </Field>
        <TokenExample address={address} />
      </div>
    </Dialog>
  );
}
