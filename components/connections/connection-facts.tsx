"use client";

import { StatusBadge } from "@/components/ui/badge";
import { useFromNow } from "@/components/ui/clock";
import { DefinitionList } from "@/components/ui/definition-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CertificateFacts, ConnectionStatus } from "@/lib/contracts/connections";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Display } from "@/lib/format/tones";
import { clockWords } from "./clock-words";
import { AGREES, DIFFERS, ROLE_LABELS } from "./displays";

const DAY_MS = 86_400_000;
/** Time enough to get a new one from somebody else's department. */
const ENDS_SOON_DAYS = 30;

/** Address, version, account, clock, zone and certificate of one system. */
export function ConnectionFacts({ status }: { status: ConnectionStatus }) {
  return (
    <DefinitionList
      items={[
        { label: "Address", value: <Address status={status} /> },
        {
          label: "Version",
          value: status.version ?? <span className="text-ink-soft">not told</span>,
        },
        { label: "Service account", value: <Account status={status} /> },
        { label: "Clock", value: <Clock status={status} /> },
        { label: "Time zone", value: <Zone status={status} /> },
        {
          label: "Certificate",
          value: status.test ? (
            <Certificate facts={status.test.certificate} />
          ) : (
            <span className="text-ink-soft">not looked at yet</span>
          ),
        },
      ]}
    />
  );
}

function Address({ status: { host, secure } }: { status: ConnectionStatus }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="font-mono break-all">{host}</span>
      {secure ? null : (
        <StatusBadge display={{ label: "Plain http", tone: "warn", shape: "triangle" }} />
      )}
    </span>
  );
}

function Account({ status }: { status: ConnectionStatus }) {
  const { source, userName, organization, test } = status;
  const role = test?.role ?? null;
  const advice = role === null ? null : adviceOn(role, SOURCE_LABELS[source].label);
  return (
    <span className="grid gap-0.5">
      <span>
        {userName}
        {role === null ? null : `, ${ROLE_LABELS[role]}`}
        {organization === null ? null : `, in ${organization}`}
      </span>
      {advice === null ? null : <span className="text-xs text-warn">{advice}</span>}
    </span>
  );
}

function adviceOn(role: keyof typeof ROLE_LABELS, label: string): string | null {
  switch (role) {
    case "user":
      return `${label} shows a standard user what is theirs alone, so every list and total here is too small.`;
    case "administrator":
    case "readonly":
    case "agent":
      return null;
  }
}

function Clock({ status: { clock } }: { status: ConnectionStatus }) {
  if (clock === null) return <span className="text-ink-soft">no answer has told it yet</span>;
  const { words, isOff } = clockWords(clock);
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="figures">{words}</span>
      {isOff ? (
        <StatusBadge
          display={{ label: "Set one of the clocks", tone: "warn", shape: "triangle" }}
        />
      ) : null}
    </span>
  );
}

function Zone({ status: { timeZone } }: { status: ConnectionStatus }) {
  const { verdict, configured, told, inUse } = timeZone;
  switch (verdict) {
    case "not_needed":
      return <span className="text-ink-soft">not needed: it tells moments, not local times</span>;
    case "not_asked":
      return <span className="text-ink-soft">not set; a test asks the appliance for it</span>;
    case "untold":
      return (
        <span className="text-warn">
          {told === null
            ? "neither set nor told by the appliance; times are read as UTC"
            : `${told} is told, which is no zone known here; times are read as UTC`}
        </span>
      );
    case "agrees":
      return (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {inUse}
          {configured !== null && told !== null ? <StatusBadge display={AGREES} /> : null}
          <span className="text-ink-soft">{originOf(configured, told)}</span>
        </span>
      );
    case "differs":
      return (
        <span className="grid gap-0.5">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            {inUse} <StatusBadge display={DIFFERS} />
          </span>
          <span className="text-xs text-warn">
            KACE_TIME_ZONE says {configured}, the appliance says {told}. The setting is used; if it
            is wrong, every time of KACE is off.
          </span>
        </span>
      );
  }
}

function originOf(configured: string | null, told: string | null): string {
  if (configured !== null && told !== null) return "set, and told by the appliance";
  return configured === null ? "told by the appliance" : "set; the appliance has not told it";
}

function Certificate({ facts }: { facts: CertificateFacts }) {
  switch (facts.state) {
    case "plain":
      return (
        <span className="text-warn">
          none: the address is plain http, so names and passwords travel readable
        </span>
      );
    case "unread":
      return <span className="text-bad">{facts.reason}</span>;
    case "read":
      return <ReadCertificate facts={facts} />;
  }
}

function ReadCertificate({ facts }: { facts: Extract<CertificateFacts, { state: "read" }> }) {
  return (
    <span className="grid gap-0.5">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="break-all" title={facts.names.join(", ")}>
          {facts.subject ?? "without a name"}
        </span>
        <StatusBadge display={facts.trusted ? TRUSTED : DISTRUSTED} />
      </span>
      <span className="text-ink-soft">
        {facts.selfSigned ? "Self-signed" : `Issued by ${facts.issuer ?? "nobody named"}`}
        {facts.privateAuthority ? ", checked against the authority of the settings" : null}
      </span>
      {facts.reason === null ? null : <span className="text-bad">Not trusted: {facts.reason}</span>}
      {facts.validUntil === null ? null : <ValidUntil iso={facts.validUntil} />}
    </span>
  );
}

const TRUSTED = { label: "Trusted", tone: "good", shape: "check" } as const satisfies Display;
const DISTRUSTED = { label: "Not trusted", tone: "bad", shape: "cross" } as const satisfies Display;

function ValidUntil({ iso }: { iso: string }) {
  const days = useFromNow((nowMs) => Math.floor((Date.parse(iso) - nowMs) / DAY_MS));
  const left = days < 0 ? "it is over" : `${days} ${days === 1 ? "day" : "days"} left`;
  return (
    <span className={days < ENDS_SOON_DAYS ? "text-warn" : "text-ink-soft"}>
      Valid until <RelativeTime iso={iso} as="date" /> ({left})
    </span>
  );
}
