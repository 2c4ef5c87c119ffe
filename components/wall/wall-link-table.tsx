"use client";

import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { PlainTable } from "@/components/ui/plain-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { RevokeDialog, useRevoking } from "@/components/ui/revoke-dialog";
import { useRevokeWallLink } from "@/lib/client/wall/use-wall-links";
import type { WallLink } from "@/lib/contracts/metrics";
import type { Display } from "@/lib/format/tones";

const LIVE = { label: "Open", tone: "good", shape: "circle" } as const satisfies Display;
const REVOKED = { label: "Revoked", tone: "neutral", shape: "cross" } as const satisfies Display;
const COLUMNS = ["Name", "State", "Made", "Last used"];
const HEAD = "px-4 py-2 text-start text-xs font-medium text-ink-soft";
const CELL = "px-4 py-2 align-middle";

/** Every link that was made, with who made it and when a television last used it. */
export function WallLinkTable({ links }: { links: readonly WallLink[] }) {
  const revoking = useRevoking<WallLink>(useRevokeWallLink());
  const { asked } = revoking;
  return (
    <>
      <PlainTable
        label="Wall links"
        columns={COLUMNS}
        hasActions
        headClass={HEAD}
        tableClass="min-w-xl"
      >
        {links.map((link) => (
          <LinkRow key={link.id} link={link} onRevoke={() => revoking.ask(link)} />
        ))}
      </PlainTable>
      <RevokeDialog
        revoking={revoking}
        description="Every television that shows it keeps its last picture and says that the link is no longer valid. This cannot be undone."
      >
        <p className="text-ink-soft">
          Made by {asked?.createdBy}
          {asked?.lastUsedAt ? (
            <>
              , last used <RelativeTime iso={asked.lastUsedAt} />.
            </>
          ) : (
            ", never used."
          )}
        </p>
      </RevokeDialog>
    </>
  );
}

function LinkRow({ link, onRevoke }: { link: WallLink; onRevoke: () => void }) {
  const revoked = link.revokedAt !== null;
  return (
    <tr className={revoked ? "text-ink-soft" : undefined}>
      <th scope="row" className={`${CELL} text-start font-medium`}>
        {link.name}
      </th>
      <td className={CELL}>
        <StatusBadge display={revoked ? REVOKED : LIVE} />
      </td>
      <td className={CELL}>
        <RelativeTime iso={link.createdAt} /> by {link.createdBy}
      </td>
      <td className={CELL}>
        <RelativeTime iso={link.lastUsedAt} none="never" />
      </td>
      <td className={`${CELL} text-end`}>
        {revoked ? (
          <RelativeTime iso={link.revokedAt} />
        ) : (
          <Button look="danger" aria-label={`Revoke ${link.name}`} onClick={onRevoke}>
            Revoke
          </Button>
        )}
      </td>
    </tr>
  );
}
