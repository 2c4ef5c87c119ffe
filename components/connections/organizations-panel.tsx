"use client";

import { useRef } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { askForSignIn } from "@/lib/client/account/sign-in-requests";
import { useMe } from "@/lib/client/account/use-me";
import {
  useOrganizations,
  useSwitchOrganization,
} from "@/lib/client/connections/use-organizations";
import type { OrganizationsResult } from "@/lib/contracts/connections";

const SIGN_IN =
  "Organisations are those of your own KACE account, and you are not signed in to KACE.";
const NONE =
  "KACE names no organisation for your account: the appliance has one, and you are in it.";

/** The KACE organisations that the viewer may work in, and which one they are in. */
export function OrganizationsPanel() {
  const me = useMe();
  const kace = me.data?.connections.find(({ source }) => source === "kace");
  if (kace?.connected !== true) {
    const action = <Button onClick={() => askForSignIn("kace")}>Sign in to KACE</Button>;
    return (
      <Panel
        title="Your organisations in KACE"
        query={me}
        emptyOf={() => ({ why: SIGN_IN, action })}
      >
        {() => null}
      </Panel>
    );
  }
  return <OwnOrganizations />;
}

function OwnOrganizations() {
  const organizations = useOrganizations();
  return (
    <Panel
      title="Your organisations in KACE"
      query={organizations}
      size="auto"
      emptyOf={(value) => (value.organizations.length > 0 ? null : { why: NONE })}
    >
      {(value) => <OrganizationList value={value} />}
    </Panel>
  );
}

function OrganizationList({ value: { held, organizations } }: { value: OrganizationsResult }) {
  const change = useSwitchOrganization();
  const list = useRef<HTMLUListElement>(null);
  const work = ({ id, name }: OrganizationsResult["organizations"][number]) =>
    change.mutate(id, {
      onSuccess: () => {
        // The button that was pressed is gone: its organisation is the present one.
        list.current?.focus();
        tellDone(`You work in ${name} now`);
      },
      onError: tellFailed,
    });
  const isOneOfMany = organizations.length > 1;
  return (
    <div className="grid gap-3 text-sm">
      <ul ref={list} tabIndex={-1} aria-label="Organisations" className="grid gap-1.5">
        {organizations.map((one) => (
          <li key={one.id} className="flex min-h-8 flex-wrap items-center gap-2">
            <span className={one.current ? "font-medium" : undefined}>{one.name}</span>
            {one.current ? <Badge tone="info">You are here</Badge> : null}
            {one.name === held ? <Badge>Held by Sightline</Badge> : null}
            {isOneOfMany && !one.current ? (
              <Button
                busy={change.isPending && change.variables === one.id}
                disabled={change.isPending && change.variables !== one.id}
                onClick={() => work(one)}
              >
                Work in {one.name}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {isOneOfMany ? (
        <p className="max-w-prose text-ink-soft">
          Sightline’s lists hold the records of {held ?? "one organisation"}. Numbers of two
          organisations can be the same, so while you work in another one, they show you nothing of
          KACE; the API reaches the organisation that you work in. A new sign-in begins at home.
        </p>
      ) : null}
    </div>
  );
}
