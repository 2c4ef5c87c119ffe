"use client";

import { useEffect, useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";

interface SecondFactorFormProps {
  /** The system's name. */
  label: string;
  busy: boolean;
  /** The last code was not accepted. */
  wrong: boolean;
  onSubmit: (code: string) => void;
  /** Leaves this system out, when another one is connected; else begins anew. */
  onLeave: () => void;
  leaveLabel: string;
}

const CODE = /^\d{6,8}$/;

/** The code that a system asks for after the password. */
export function SecondFactorForm(props: SecondFactorFormProps) {
  const { label, busy, wrong, onSubmit, onLeave, leaveLabel } = props;
  const [code, setCode] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const digits = code.replaceAll(/\s/g, "");
    const understood = CODE.test(digits);
    setFault(understood ? null : "The code has six to eight digits.");
    if (understood) onSubmit(digits);
    input.current?.select();
  };
  const refused = wrong && !busy ? `${label} does not accept this code. Enter the newest one.` : "";
  return (
    <form method="post" noValidate onSubmit={send} className="grid gap-4">
      <Field
        label={`Code for ${label}`}
        hint="From your authenticator app, your token or a message."
        error={fault ?? (refused === "" ? undefined : refused)}
      >
        {(control) => (
          <Input
            {...control}
            ref={input}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            className="text-base tracking-widest figures"
          />
        )}
      </Field>
      <div className="grid gap-2">
        <Button type="submit" look="primary" busy={busy} className="w-full">
          Confirm
        </Button>
        <Button look="quiet" onClick={onLeave}>
          {leaveLabel}
        </Button>
      </div>
    </form>
  );
}
