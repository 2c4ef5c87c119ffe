"use client";

import { useState, type KeyboardEvent, type RefObject } from "react";
import { Field, Input } from "@/components/ui/field";

/** What one person types for one system, or for both. */
export interface Typed {
  userName: string;
  password: string;
}

interface CredentialFieldsProps {
  /** Tells password managers apart which pair this is: `section-kace`; empty for the only pair. */
  section: string;
  value: Typed;
  onChange: (value: Typed) => void;
  userError?: string | undefined;
  passwordError?: string | undefined;
  userRef?: RefObject<HTMLInputElement | null>;
  passwordRef?: RefObject<HTMLInputElement | null>;
}

/** A user name and a password. */
export function CredentialFields({
  section,
  value,
  onChange,
  userError,
  passwordError,
  userRef,
  passwordRef,
}: CredentialFieldsProps) {
  const [capsLock, setCapsLock] = useState(false);
  const readCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <>
      <Field label="User name" error={userError}>
        {(control) => (
          <Input
            {...control}
            ref={userRef}
            name={`${section}userName`}
            autoComplete={`${section}username`}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            maxLength={200}
            value={value.userName}
            onChange={(event) => onChange({ ...value, userName: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Password"
        error={passwordError}
        {...(capsLock ? { hint: "Caps lock is on." } : {})}
      >
        {(control) => (
          <Input
            {...control}
            ref={passwordRef}
            type="password"
            name={`${section}password`}
            autoComplete={`${section}current-password`}
            maxLength={1000}
            value={value.password}
            onChange={(event) => onChange({ ...value, password: event.target.value })}
            onKeyDown={readCapsLock}
            onKeyUp={readCapsLock}
            onBlur={() => setCapsLock(false)}
          />
        )}
      </Field>
    </>
  );
}
