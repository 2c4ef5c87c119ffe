"use client";

import { useState } from "react";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { askForSignIn } from "@/lib/client/account/sign-in-requests";
import { useMe } from "@/lib/client/account/use-me";
import { useAddons, useRefreshAddons, useUpdateAddon } from "@/lib/client/connections/use-addons";
import type { AddonRow } from "@/lib/contracts/connections";
import { AddonDialog } from "./addon-dialog";
import { SWITCH_DISPLAYS } from "./displays";

const SIGN_IN =
  "Add-ons are shown and changed with your own SysAid account, and you are not signed in to SysAid.";
const NOT_PACKED = "SysAid's own people bring this one; it cannot be switched from here.";

/** What SysAid has switched on beside its own functions, with the values that it works with. */
export function AddonsPanel() {
  const me = useMe();
  const sysaid = me.data?.connections.find(({ source }) => source === "sysaid");
  if (sysaid?.connected !== true) {
    const action = <Button onClick={() => askForSignIn("sysaid")}>Sign in to SysAid</Button>;
    return (
      <Panel title="Add-ons of SysAid" query={me} emptyOf={() => ({ why: SIGN_IN, action })}>
        {() => null}
      </Panel>
    );
  }
  return <OwnAddons />;
}

function OwnAddons() {
  const addons = useAddons();
  const refresh = useRefreshAddons();
  const [opened, setOpened] = useState<string | null>(null);
  const onRefresh = () =>
    refresh.mutate(undefined, {
      onSuccess: ({ message }) => tellDone("The list is read anew", message ?? undefined),
      onError: tellFailed,
    });
  return (
    <Panel
      title="Add-ons of SysAid"
      query={addons}
      size="auto"
      flush
      actions={
        <Button busy={refresh.isPending} onClick={onRefresh}>
          Refresh the list
        </Button>
      }
      emptyOf={(value) =>
        value.addons.length > 0 ? null : { why: "SysAid has no add-ons, or shows you none." }
      }
    >
      {(value) => (
        <>
          <ul className="divide-y divide-line">
            {value.addons.map((addon) => (
              <AddonLine key={addon.name} addon={addon} onOpen={() => setOpened(addon.name)} />
            ))}
          </ul>
          {opened === null ? null : (
            <AddonDialog key={opened} name={opened} onClose={() => setOpened(null)} />
          )}
        </>
      )}
    </Panel>
  );
}

function AddonLine({ addon, onOpen }: { addon: AddonRow; onOpen: () => void }) {
  const update = useUpdateAddon();
  const { name, title, active } = addon;
  const onSwitch = () =>
    update.mutate(
      { name, active: !active, values: [] },
      {
        onSuccess: ({ message }) =>
          tellDone(`${title} is switched ${active ? "off" : "on"}`, message ?? undefined),
        onError: tellFailed,
      },
    );
  const facts = [addon.kind, addon.version === null ? null : `version ${addon.version}`];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm">
      <div className="min-w-48 grow basis-64">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h3 className="font-medium">{title}</h3>
          <StatusBadge display={SWITCH_DISPLAYS[active ? "on" : "off"]} />
        </div>
        {addon.description === null ? null : <p className="text-ink-soft">{addon.description}</p>}
        <p className="text-xs text-ink-faint">
          {facts.filter((fact) => fact !== null).join(", ")}
          {addon.link === null ? null : (
            <>
              {" "}
              <a
                href={addon.link}
                target="_blank"
                rel="noreferrer noopener"
                aria-label={`About ${title}`}
                className="inline-flex min-h-6 items-center text-accent underline"
              >
                About it
              </a>
            </>
          )}
        </p>
      </div>
      <div className="flex gap-2">
        <Button
          busy={update.isPending}
          refusedBecause={addon.implemented ? null : NOT_PACKED}
          aria-label={`Switch ${title} ${active ? "off" : "on"}`}
          onClick={onSwitch}
        >
          Switch {active ? "off" : "on"}
        </Button>
        <Button aria-label={`Set up ${title}`} onClick={onOpen}>
          Set up
        </Button>
      </div>
    </li>
  );
}
