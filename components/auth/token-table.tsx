"use client";

import { useState } from "react";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { useRevokeToken } from "@/lib/client/account/use-tokens";
import type { Token } from "@/lib/contracts/tokens";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Display } from "@/lib/format/tones";

const STATES = {
  live: { label: "Live", tone: "good", shape: "circle" },
  expired: { label: "Expired", tone: "neutral", shape: "ring" },
  revoked: { label: "Revoked", tone: "neutral", shape: "cross" },
} as const satisfies Record<Token["state"], Display>;

const ACCESS_WORDS = {
  read: "reads",
  full: "reads and writes",
} as const satisfies Record<Token["access"], string>;

const COLUMNS = ["Name", "State", "May", "Acts as", "Made", "Ends", "Last used"];
const HEAD = "px-4 py-2 text-start text-xs font-medium text-ink-soft";
const CELL = "px-4 py-2 align-middle";

/** One's own tokens: what each may do, until when, and when it was last used. */
export function TokenTable({ tokens }: { tokens: readonly Token[] }) {
  const [asked, setAsked] = useState<Token | null>(null);
  const revoke = useRevokeToken();
  const onRevoke = (token: Token) =>
    revoke.mutate(token.id, {
      onSuccess: () => {
        setAsked(null);
        tellDone(`“${token.name}” is revoked`);
      },
      onError: tellFailed,
    });
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label="Your tokens">
      <table className="w-full min-w-3xl text-sm">
        <thead className="border-b">
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" className={HEAD}>
                {name}
              </th>
            ))}
            <th scope="col" className={HEAD}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => setAsked(token)} />
          ))}
        </tbody>
      </table>
      <Dialog
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : setAsked(null))}
        title={`Revoke “${asked?.name ?? ""}”?`}
        description="Whatever uses it is refused from now on. This cannot be undone."
        actions={
          <>
            <Button onClick={() => setAsked(null)}>Keep it</Button>
            <Button
              look="danger"
              busy={revoke.isPending}
              onClick={() => (asked === null ? undefined : onRevoke(asked))}
            >
              Revoke
            </Button>
          </>
        }
      >
        <p className="text-ink-soft">
          It begins with <code className="font-mono">{asked?.hint}</code>
          {asked?.lastUsedAt ? (
            <>
              {" and was last used "}
              <RelativeTime iso={asked.lastUsedAt} />.
            </>
          ) : (
            " and was never used."
          )}
        </p>
      </Dialog>
    </div>
  );
}

function TokenRow({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const live = token.state === "live";
  return (
    <tr className={live ? undefined : "text-ink-soft"}>
      <th scope="row" className={`${CELL} text-start font-medium`}>
        {token.name}
        <code className="block font-mono text-xs font-normal text-ink-soft">{token.hint}…</code>
      </th>
      <td className={CELL}>
        <StatusBadge display={STATES[token.state]} />
      </td>
      <td className={`${CELL} whitespace-nowrap`}>{ACCESS_WORDS[token.access]}</td>
      <td className={CELL}>
        <ul>
          {token.accounts.map(({ source, userName }) => (
            <li key={source} className="flex items-center gap-1.5">
              <ProvenanceMark provenance={SOURCE_LABELS[source]} /> {userName}
            </li>
          ))}
        </ul>
      </td>
      <td className={CELL}>
        <RelativeTime iso={token.createdAt} />
      </td>
      <td className={CELL}>
        <RelativeTime iso={token.expiresAt} as="date" />
      </td>
      <td className={CELL}>
        <RelativeTime iso={token.lastUsedAt} none="never" />
      </td>
      <td className={`${CELL} text-end`}>
        {live ? (
          <Button look="danger" aria-label={`Revoke ${token.name}`} onClick={onRevoke}>
            Revoke
          </Button>
        ) : (
          <RelativeTime iso={token.revokedAt} none="not revoked" />
        )}
      </td>
    </tr>
  );
}
