"use client";

import { useState, type ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { tellDone, tellFailed } from "./toaster";

/** What can be revoked: it has a name, and an id that says which. */
interface Revocable {
  id: string;
  name: string;
}

/** A write of TanStack Query that revokes by id. */
interface Revoking {
  isPending: boolean;
  mutate(id: string, on: { onSuccess: () => void; onError: (error: Error) => void }): void;
}

/** Which one is about to be revoked, and the ways to begin and to leave that. */
export function useRevoking<One extends Revocable>(revoke: Revoking) {
  const [asked, setAsked] = useState<One | null>(null);
  const keep = () => setAsked(null);
  const carryOut = () => {
    if (asked === null) return;
    revoke.mutate(asked.id, {
      onSuccess: () => {
        keep();
        tellDone(`“${asked.name}” is revoked`);
      },
      onError: tellFailed,
    });
  };
  return { asked, ask: setAsked, keep, carryOut, busy: revoke.isPending };
}

/** Asks before something is revoked for good. `children` tell what it was. */
export function RevokeDialog({
  revoking,
  description,
  children,
}: {
  revoking: Omit<ReturnType<typeof useRevoking>, "ask">;
  /** What it means for whoever uses it. */
  description: string;
  children: ReactNode;
}) {
  const { asked, keep, carryOut, busy } = revoking;
  return (
    <Dialog
      open={asked !== null}
      onOpenChange={(open) => (open ? undefined : keep())}
      title={`Revoke “${asked?.name ?? ""}”?`}
      description={description}
      actions={
        <>
          <Button onClick={keep}>Keep it</Button>
          <Button look="danger" busy={busy} onClick={carryOut}>
            Revoke
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
