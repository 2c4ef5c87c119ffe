"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { askForSignIn } from "@/lib/client/account/sign-in-requests";
import { useMe } from "@/lib/client/account/use-me";
import type { MeResult } from "@/lib/contracts/account";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

const BAR =
  "flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-warn-soft px-3 py-1.5 text-sm text-warn sm:px-4";
const LINK = "min-h-6 rounded-xs font-medium underline underline-offset-2";

/** Says which system is missing, for want of a sign-in or because its person works in another organisation of it. */
export function ConnectionBanner() {
  const { data: me } = useMe();
  return (
    <>
      <SignInBanner me={me} />
      {me?.connections.map((one) =>
        one.isAway ? (
          <section key={one.source} aria-label="Organisation" className={BAR}>
            <TriangleAlert size={15} aria-hidden className="shrink-0" />
            <p className="min-w-0">
              You work in {one.organization} of {SOURCE_LABELS[one.source].label}. Lists show you
              nothing of {SOURCE_LABELS[one.source].label} meanwhile.
            </p>
            <Link href="/connections?tab=organizations" className={LINK}>
              Change the organisation
            </Link>
          </section>
        ) : null,
      )}
    </>
  );
}

/** Offers the sign-in that is missing. */
function SignInBanner({ me }: { me: MeResult | undefined }) {
  const configured = me?.connections.filter((one) => one.configured) ?? [];
  const missing = configured.filter((one) => !one.connected);
  const there = configured.filter((one) => one.connected);
  if (missing.length === 0) return null;
  const names = (list: typeof configured) =>
    list.map((one) => SOURCE_LABELS[one.source].label).join(" and ");
  const ended = missing.some((one) => one.userName !== null);
  return (
    <section aria-label="Connections" className={BAR}>
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
          className={LINK}
        >
          {ended ? "Sign in to" : "Connect"} {SOURCE_LABELS[one.source].label}
        </button>
      ))}
    </section>
  );
}
