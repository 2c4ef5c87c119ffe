"use client";

import { useState } from "react";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { useRevokeWallLink } from "@/lib/client/wall/use-wall-links";
import type { WallLink } from "@/lib/contracts/metrics";
import type { Display } from "@/lib/format/tones";

const LIVE = { label: "Open", tone: "good", shape: "circle" } as const satisfies Display;
const REVOKED = { label: "Revoked", tone: "neutral", shape: "cross" } as const satisfies Display;
const HEAD = "px-4 py-2 text-start text-xs font-medium text-ink-soft";
const CELL = "px-4 py-2 align-middle";

/** Every link that was made, with who made it and when a television last used it. */
export function WallLinkTable({ links }: { links: readonly WallLink[] }) {
  const [asked, setAsked] = useState<WallLink | null>(null);
  const revoke = useRevokeWallLink();
  const onRevoke = (link: WallLink) =>
    revoke.mutate(link.id, {
      onSuccess: () => {
        setAsked(null);
        tellDone(`“${link.name}” is revoked`);
      },
      onError: tellFailed,
    });
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label="Wall links">
      <table className="w-full min-w-xl text-sm">
        <thead className="border-b">
          <tr>
            {["Name", "State", "Made", "Last used"].map((name) => (
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
          {links.map((link) => (
            <LinkRow key={link.id} link={link} onRevoke={() => setAsked(link)} />
          ))}
        </tbody>
      </table>
      <Dialog
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : setAsked(null))}
        title={`Revoke “${asked?.name ?? ""}”?`}
        description="Every television that shows it keeps its last picture and says that the link is no longer valid. This cannot be undone."
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
          Made by {asked?.createdBy}
          {asked?.lastUsedAt ? (
            <>
              , last used <RelativeTime iso={asked.lastUsedAt} />.
            </>
          ) : (
            ", never used."
          )}
        </p>
      </Dialog>
    </div>
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
