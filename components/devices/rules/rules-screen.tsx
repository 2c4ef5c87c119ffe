"use client";

import type { ReactNode } from "react";
import { Panel } from "@/components/ui/panel";
import { Screen } from "@/components/ui/screen";
import { useMe } from "@/lib/client/account/use-me";
import { PrecedencePanel } from "./precedence-panel";

const NOT_ALLOWED =
  "The rules by which devices are put together are set by administrators of KACE or SysAid, and you are signed in as neither. Each device’s page says which rule a value followed.";

/** The rules by which records become devices. `children`: what others set here. */
export function RulesScreen({ children }: { children?: ReactNode }) {
  const me = useMe();
  const allowed = me.data?.isAdministrator === true;
  return (
    <Screen title="Rules">
      {allowed ? (
        <>
          <PrecedencePanel />
          {children}
        </>
      ) : (
        <Panel title="Rules" query={me} emptyOf={() => ({ why: NOT_ALLOWED })}>
          {() => null}
        </Panel>
      )}
    </Screen>
  );
}
