"use client";

import { KeyRound, LogOut } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { FailedFace } from "@/components/ui/panel";
import { Popover } from "@/components/ui/popover";
import { SkeletonLines } from "@/components/ui/skeleton";
import { tellFailed } from "@/components/ui/toaster";
import { askForSignIn } from "@/lib/client/account/sign-in-requests";
import { useDisconnect, useMe, useSignOut } from "@/lib/client/account/use-me";
import { AccountButton } from "./account-button";
import { ConnectionLine } from "./connection-line";
import { LookChoices } from "./look-choices";

/** What opens at the account's button. It begins open, because the click that wanted it also loaded it. */
export function AccountPopover() {
  const [open, setOpen] = useState(true);
  const me = useMe();
  const disconnect = useDisconnect();
  const signOut = useSignOut();
  const name = me.data?.name ?? "";
  return (
    <Popover
      label="Account"
      align="end"
      open={open}
      onOpenChange={setOpen}
      className="w-80 p-0!"
      trigger={<AccountButton />}
    >
      {me.data === undefined ? (
        <div className="p-3">
          {me.error ? (
            <FailedFace error={me.error} retry={me.refetch} busy={me.isFetching} />
          ) : (
            <SkeletonLines />
          )}
        </div>
      ) : (
        <>
          <div className="border-b px-3 py-2">
            <p className="truncate font-semibold">{name}</p>
            <p className="text-xs text-ink-soft">
              {me.data.isAdministrator ? "Administers Sightline" : "Sees what both systems allow"}
            </p>
          </div>
          <ul className="divide-y divide-line">
            {me.data.connections.map((connection) => (
              <ConnectionLine
                key={connection.source}
                connection={connection}
                busy={disconnect.isPending && disconnect.variables === connection.source}
                onConnect={() => {
                  setOpen(false);
                  askForSignIn(connection.source);
                }}
                onLeave={() => setOpen(false)}
                onDisconnect={() => disconnect.mutate(connection.source, { onError: tellFailed })}
              />
            ))}
          </ul>
          <LookChoices />
          <div className="grid border-t p-2">
            <Link
              href="/account/tokens"
              onClick={() => setOpen(false)}
              className={buttonClass("quiet", "justify-start!")}
            >
              <KeyRound size={15} aria-hidden />
              Personal tokens
            </Link>
            <Button
              look="quiet"
              busy={signOut.isPending}
              onClick={() => signOut.mutate(undefined, { onError: tellFailed })}
              className="justify-start!"
            >
              <LogOut size={15} aria-hidden />
              Sign out of both systems
            </Button>
          </div>
        </>
      )}
    </Popover>
  );
}
