"use client";

import { CircleUser } from "lucide-react";
import type { ComponentProps } from "react";
import { useMe } from "@/lib/client/account/use-me";
import { initialsOf } from "@/lib/format/initials";

/** The round button of the account: initials, and a mark when a system is not connected. */
export function AccountButton(props: ComponentProps<"button">) {
  const { data } = useMe();
  const name = data?.name ?? "";
  const lacks = data?.connections.some((one) => one.configured && !one.connected) ?? false;
  return (
    <button
      type="button"
      aria-label={`Account${name === "" ? "" : ` of ${name}`}${lacks ? ", a system is not connected" : ""}`}
      className="relative grid size-control shrink-0 place-items-center rounded-full border border-line-strong/50 text-xs font-semibold text-ink-soft hover:bg-hover hover:text-ink"
      {...props}
    >
      {initialsOf(name) || <CircleUser size={16} aria-hidden />}
      {lacks ? (
        <span
          aria-hidden
          className="absolute -end-0.5 -top-0.5 size-2.5 rounded-full border-2 border-surface bg-warn"
        />
      ) : null}
    </button>
  );
}
