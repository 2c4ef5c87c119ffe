"use client";

import { Panel } from "@/components/ui/panel";
import { Screen } from "@/components/ui/screen";
import { useTokens } from "@/lib/client/account/use-tokens";
import { MakeToken } from "./make-token";
import { TokenExample } from "./token-example";
import { TokenTable } from "./token-table";

const NONE =
  "You have no token. A token is for a script of yours: a nightly report, a form that opens tickets, a check that counts.";

/** A person's tokens for scripts. `address`: where people open Sightline, without a closing slash. */
export function TokensScreen({ address }: { address: string }) {
  const tokens = useTokens();
  return (
    <Screen title="Personal tokens">
      <p className="max-w-prose text-ink-soft">
        A token lets a script ask Sightline as you. It sees and may do what you do, with your own
        sign-ins to KACE and SysAid, for as long as you are signed in somewhere. It cannot change
        sign-ins, tokens or wall links.
      </p>
      <MakeToken address={address} />
      <Panel
        title="Tokens"
        query={tokens}
        flush
        emptyOf={({ rows }) =>
          rows.length > 0 ? null : { why: NONE, action: <TokenExample address={address} /> }
        }
      >
        {({ rows }) => <TokenTable tokens={rows} />}
      </Panel>
    </Screen>
  );
}
