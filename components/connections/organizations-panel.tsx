"use client";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { askForSignIn } from "@/lib/client/account/sign-in-requests";
import { useMe } from "@/lib/client/account/use-me";
import { useOrganizations } from "@/lib/client/connections/use-organizations";
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
  return (
    <div className="grid gap-3 text-sm">
      <ul className="grid gap-1.5">
        {organizations.map(({ id, name, current }) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <span className={current ? "font-medium" : undefined}>{name}</span>
            {current ? <Badge tone="info">You are here</Badge> : null}
            {name === held ? <Badge>Held by Sightline</Badge> : null}
          </li>
        ))}
      </ul>
      {organizations.length > 1 ? (
        <p className="max-w-prose text-ink-soft">
          Sightline holds the records of {held ?? "the service account's organisation"}. Numbers of
          two organisations can be the same, so there is no switching between them here; work in the
          others in KACE itself.
        </p>
      ) : null}
    </div>
  );
}
