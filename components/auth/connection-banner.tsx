"use client";

import { TriangleAlert } from "lucide-react";
import { askForSignIn } from "@/lib/client/account/sign-in-requests";
import { useMe } from "@/lib/client/account/use-me";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** Says which system is missing for want of a sign-in, and offers it. */
export function ConnectionBanner() {
  const { data: me } = useMe();
  const configured = me?.connections.filter((one) => one.configured) ?? [];
  const missing = configured.filter((one) => !one.connected);
  const there = configured.filter((one) => one.connected);
  if (missing.length === 0) return null;
  const names = (list: typeof configured) =>
    list.map((one) => SOURCE_LABELS[one.source].label).join(" and ");
  const ended = missing.some((one) => one.userName !== null);
  return (
    <section
      aria-label="Connections"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-warn-soft px-3 py-1.5 text-sm text-warn sm:px-4"
    >
      <TriangleAlert size={15} aria-hidden className="shrink-0" />
      <p className="min-w-0">
        {ended
          ? `Your sign-in to ${names(missing)} has ended.`
          : `You are signed in to ${names(there)} alone.`}
      </p>
      {missing.map((one) => (
        <button
          key={one.source}
          type="button"
          onClick={() => askForSignIn(one.source)}
          className="min-h-6 rounded-xs font-medium underline underline-offset-2"
        >
          {ended ? "Sign in to" : "Connect"} {SOURCE_LABELS[one.source].label}
        </button>
      ))}
    </section>
  );
}
