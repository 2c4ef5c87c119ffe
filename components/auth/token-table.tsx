"use client";

import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { PlainTable } from "@/components/ui/plain-table";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { RevokeDialog, useRevoking } from "@/components/ui/revoke-dialog";
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
  const revoking = useRevoking<Token>(useRevokeToken());
  const { asked } = revoking;
  return (
    <>
      <PlainTable
        label="Your tokens"
        columns={COLUMNS}
        hasActions
        headClass={HEAD}
        tableClass="min-w-3xl"
      >
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} onRevoke={() => revoking.ask(token)} />
        ))}
      </PlainTable>
      <RevokeDialog
        revoking={revoking}
        description="Whatever uses it is refused from now on. This cannot be undone."
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
      </RevokeDialog>
    </>
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
