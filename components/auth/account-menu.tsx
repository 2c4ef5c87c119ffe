"use client";

import { CircleUser, LogOut } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FailedFace } from "@/components/ui/panel";
import { Popover } from "@/components/ui/popover";
import { SkeletonLines } from "@/components/ui/skeleton";
import { tellFailed } from "@/components/ui/toaster";
import { askForSignIn } from "@/lib/client/account/sign-in-requests";
import { useDisconnect, useMe, useSignOut } from "@/lib/client/account/use-me";
import { ConnectionLine } from "./connection-line";
import { LookChoices } from "./look-choices";

/** Who is signed in, to what, until when; and how the product looks to them. */
export function AccountMenu() {
  const [open, setOpen] = useState(false);
  const me = useMe();
  const disconnect = useDisconnect();
  const signOut = useSignOut();
  const lacks = me.data?.connections.some((one) => one.configured && !one.connected) ?? false;
  const name = me.data?.name ?? "";
  return (
    <Popover
      label="Account"
      align="end"
      open={open}
      onOpenChange={setOpen}
      className="w-80 p-0!"
      trigger={
        <button
          type="button"
          aria-label={`Account${name === "" ? "" : ` of ${name}`}${lacks ? ", a system is not connected" : ""}`}
          className="relative grid size-control shrink-0 place-items-center rounded-full border border-line-strong/50 text-xs font-semibold text-ink-soft hover:bg-hover hover:text-ink"
        >
          {initialsOf(name) || <CircleUser size={16} aria-hidden />}
          {lacks ? (
            <span
              aria-hidden
              className="absolute -end-0.5 -top-0.5 size-2.5 rounded-full border-2 border-surface bg-warn"
            />
          ) : null}
        </button>
      }
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
                onDisconnect={() => disconnect.mutate(connection.source, { onError: tellFailed })}
              />
            ))}
          </ul>
          <LookChoices />
          <div className="border-t p-2">
            <Button
              look="quiet"
              busy={signOut.isPending}
              onClick={() => signOut.mutate(undefined, { onError: tellFailed })}
              className="w-full justify-start!"
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

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last]
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}
