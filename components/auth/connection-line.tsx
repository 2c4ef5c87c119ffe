"use client";

import Link from "next/link";
import { StatusBadge } from "@/components/ui/badge";
import { Button, buttonClass } from "@/components/ui/button";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Connection } from "@/lib/contracts/account";
import type { AccountRole } from "@/lib/domain/person";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Display } from "@/lib/format/tones";

const ROLE_WORDS = {
  administrator: "administrator",
  readonly: "read-only administrator",
  agent: "agent",
  user: "user",
} as const satisfies Record<AccountRole, string>;

const CONNECTED = { label: "Connected", tone: "good", shape: "check" } as const satisfies Display;
const AWAY = { label: "Elsewhere", tone: "warn", shape: "half" } as const satisfies Display;
const NOT_CONNECTED = {
  label: "Not connected",
  tone: "warn",
  shape: "triangle",
} as const satisfies Display;
const NOT_CONFIGURED = {
  label: "Not set up",
  tone: "neutral",
  shape: "bar",
} as const satisfies Display;

interface ConnectionLineProps {
  connection: Connection;
  busy: boolean;
  onConnect: () => void;
  onDisconnect: () => void;
  /** A link to another part of the product was followed. */
  onLeave: () => void;
}

/** One system in the account menu: as whom, with which role, until when; or why not. */
export function ConnectionLine(props: ConnectionLineProps) {
  const { connection, busy, onConnect, onDisconnect, onLeave } = props;
  const { source, configured, connected } = connection;
  const { label } = SOURCE_LABELS[source];
  return (
    <li className="grid gap-1 px-3 py-2">
      <div className="flex items-center justify-between gap-2">
        <ProvenanceMark provenance={SOURCE_LABELS[source]} withName />
        <StatusBadge display={displayOf(connection)} />
      </div>
      {connected ? <ConnectedWords connection={connection} /> : null}
      {connection.reason === null ? null : (
        <p className="text-xs text-ink-soft">{connection.reason}</p>
      )}
      {configured ? (
        <div className="flex flex-wrap gap-1">
          <Button
            look={connected ? "quiet" : "plain"}
            busy={busy}
            onClick={connected ? onDisconnect : onConnect}
          >
            {connected ? "Disconnect" : "Connect"} {label}
          </Button>
          {connected && source === "kace" ? (
            <Link
              href="/connections?tab=organizations"
              onClick={onLeave}
              className={buttonClass("quiet")}
            >
              Organisations
            </Link>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

function displayOf({ connected, configured, isAway }: Connection): Display {
  if (connected) return isAway ? AWAY : CONNECTED;
  return configured ? NOT_CONNECTED : NOT_CONFIGURED;
}

function ConnectedWords({ connection }: { connection: Connection }) {
  const { userName, role, organization, expiresAt } = connection;
  return (
    <p className="text-xs text-ink-soft">
      as <span className="font-medium text-ink">{userName}</span>
      {role === null ? null : `, ${ROLE_WORDS[role]}`}
      {organization === null ? null : `, organisation ${organization}`}
      {expiresAt === null ? null : (
        <>
          . Ends <RelativeTime iso={expiresAt} /> without use.
        </>
      )}
    </p>
  );
}
