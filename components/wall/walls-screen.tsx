"use client";

import { Panel } from "@/components/ui/panel";
import { Screen } from "@/components/ui/screen";
import { useMe } from "@/lib/client/account/use-me";
import { useWallLinks } from "@/lib/client/wall/use-wall-links";
import { MakeWallLink } from "./make-wall-link";
import { WallLinkTable } from "./wall-link-table";

const NOT_ALLOWED =
  "Wall links are made by administrators of KACE or SysAid, and you are signed in as neither. Ask one of them for a link; a television needs nothing else.";

/** The links by which televisions show a wall. */
export function WallsScreen() {
  const me = useMe();
  const allowed = me.data?.isAdministrator === true;
  const links = useWallLinks(allowed);
  return (
    <Screen title="Walls">
      <p className="max-w-prose text-ink-soft">
        A wall shows totals of both systems on a television: open, late, new and closed tickets, and
        devices. It opens by a link without a sign-in, shows numbers alone, and can be revoked.
      </p>
      {allowed ? (
        <>
          <MakeWallLink />
          <Panel
            title="Links"
            query={links}
            flush
            emptyOf={({ rows }) =>
              rows.length > 0
                ? null
                : { why: "There is no wall link yet. Name one above, for example by its room." }
            }
          >
            {({ rows }) => <WallLinkTable links={rows} />}
          </Panel>
        </>
      ) : (
        <Panel title="Links" query={me} emptyOf={() => ({ why: NOT_ALLOWED })}>
          {() => null}
        </Panel>
      )}
    </Screen>
  );
}
