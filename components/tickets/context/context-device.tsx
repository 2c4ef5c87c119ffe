import { ClipboardPlus } from "lucide-react";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { deviceHref, deviceTicketsHref, ownedDevicesHref } from "@/lib/client/devices/device-links";
import { deviceSinceHref } from "@/lib/client/tickets/ticket-links";
import type { ContextDevice, TicketContext } from "@/lib/contracts/ticket-context";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { DEVICE_KIND_LABELS } from "@/lib/format/displays";
import { EVIDENCE_DAYS, EVIDENCE_KEYS } from "@/lib/format/evidence";
import { formatCount, formatCounted } from "@/lib/format/numbers";
import { POSTURE_DISPLAYS, POSTURE_LABELS } from "@/lib/format/posture";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { KeyHint } from "../ticket-acts-bar";
import { Absent, ContextSection, TextLink } from "./context-parts";
import type { DeviceRunsSlot } from "./device-runs-slot";
import type { Evidence } from "./use-evidence";

/** The device that the ticket is about, how it stands, and whether it is often in trouble. */
export function ContextDeviceSection({
  context,
  evidence,
  runs,
}: {
  context: TicketContext;
  evidence: Evidence;
  runs?: DeviceRunsSlot | undefined;
}) {
  const { device, ticketsSince } = context;
  if (device.state === "missing") {
    return (
      <ContextSection title="Device">
        <Absent>{device.reason}</Absent>
      </ContextSection>
    );
  }
  const one = device.device;
  return (
    <ContextSection title="Device">
      <DeviceLine device={one} />
      <Posture device={one} />
      <p className="text-xs text-ink-soft">
        <TextLink among href={deviceSinceHref(one.ref, ticketsSince)}>
          {formatCounted(one.recentTickets, "ticket", DISPLAY_LOCALE)} in {EVIDENCE_DAYS} days
        </TextLink>
        {one.openTickets === 0 ? null : (
          <>
            ,{" "}
            <TextLink among href={deviceTicketsHref(one.ref)}>
              {formatCount(one.openTickets, DISPLAY_LOCALE)} open
            </TextLink>
          </>
        )}
        {device.model === null
          ? null
          : `; the median of its model is ${device.model.medianTickets}, over ${formatCount(device.model.machines, DISPLAY_LOCALE)} devices`}
        .
      </p>
      <div className="flex flex-wrap items-center gap-1.5" data-print="hide">
        <Button
          onClick={() => evidence.insert(one)}
          refusedBecause={evidence.refusedBecause}
          title="Puts this at the end of your comment; nothing is sent"
        >
          <ClipboardPlus size={14} aria-hidden />
          Insert evidence
          <KeyHint keys="i" />
        </Button>
        {runs?.button(one, true)}
      </div>
    </ContextSection>
  );
}

/** The requester's other devices, each with what is wrong with it. */
export function ContextDevices({
  context,
  evidence,
  runs,
}: {
  context: TicketContext;
  evidence: Evidence;
  runs?: DeviceRunsSlot | undefined;
}) {
  const { requester, devices, devicesTotal } = context;
  if (requester.state !== "known") return null;
  const isTheirs = context.device.state === "known" && devicesTotal > devices.length;
  return (
    <ContextSection
      title={isTheirs ? "Their other devices" : "Their devices"}
      aside={
        devicesTotal === 0 ? null : (
          <span className="text-xs">
            <TextLink href={ownedDevicesHref(requester.person.ref)}>
              {formatCount(devicesTotal, DISPLAY_LOCALE)} in all
            </TextLink>
          </span>
        )
      }
    >
      {devices.length === 0 ? (
        <Absent>{isTheirs ? "They have no other." : "None of theirs is shown to you."}</Absent>
      ) : (
        <ul className="grid gap-3">
          {devices.map((one) => (
            <li key={one.ref} className="grid gap-1">
              <DeviceLine device={one} />
              <Posture device={one} />
              <div className="flex flex-wrap items-center gap-1.5" data-print="hide">
                <Button
                  look="quiet"
                  className="-ms-3"
                  onClick={() => evidence.insert(one)}
                  refusedBecause={evidence.refusedBecause}
                >
                  <ClipboardPlus size={14} aria-hidden />
                  Insert evidence
                  <span className="sr-only">of {one.name}</span>
                </Button>
                {runs?.button(one, false)}
              </div>
            </li>
          ))}
        </ul>
      )}
    </ContextSection>
  );
}

function DeviceLine({ device }: { device: ContextDevice }) {
  const { kind, model, serial } = device;
  const facts = [DEVICE_KIND_LABELS[kind], model, serial === null ? null : `serial ${serial}`];
  return (
    <div className="grid min-w-0 gap-0.5">
      <p className="flex flex-wrap items-center gap-x-2">
        <TextLink href={deviceHref(device.ref)}>{device.name}</TextLink>
        {device.sources.map((source) => (
          <ProvenanceMark key={source} provenance={SOURCE_LABELS[source]} />
        ))}
      </p>
      <p className="text-xs wrap-anywhere text-ink-soft">
        {facts.filter((fact) => fact !== null).join(" · ")}
      </p>
      <p className="flex flex-wrap gap-x-2 text-xs text-ink-soft">
        {device.lastUsers.length === 0 ? (
          <span>No system tells who is signed in.</span>
        ) : (
          <SignedIn users={device.lastUsers} />
        )}
        <span>
          seen <RelativeTime iso={device.lastSeenAt} />
        </span>
      </p>
    </div>
  );
}

/** Who is signed in to a device; one name where the systems agree. */
function SignedIn({ users }: { users: ContextDevice["lastUsers"] }) {
  const names = [...new Set(users.map(({ name }) => name))];
  return (
    <span className="wrap-anywhere">
      {names.length === 1
        ? `${names[0]} signed in last`
        : users
            .map(({ source, name }) => `${name} signed in last (${SOURCE_LABELS[source].label})`)
            .join(", ")}
    </span>
  );
}

function Posture({ device: { posture } }: { device: ContextDevice }) {
  if (posture.state === "missing") return <Absent>{posture.reason}</Absent>;
  const facts = EVIDENCE_KEYS.flatMap(
    (key) => posture.facts.find((fact) => fact.key === key) ?? [],
  );
  return (
    <>
      <ul className="grid grid-cols-2 gap-x-3 gap-y-1">
        {facts.map((fact) => (
          <li key={fact.key} className="grid justify-items-start gap-0.5" title={fact.why}>
            <span className="text-xs text-ink-soft">
              {fact.key === "disk" && posture.diskName !== null
                ? `Disk ${posture.diskName}`
                : POSTURE_LABELS[fact.key]}
            </span>
            <StatusBadge display={POSTURE_DISPLAYS[fact.level]} text={fact.word} />
          </li>
        ))}
      </ul>
      <p className="text-xs text-ink-faint">
        read <RelativeTime iso={posture.asOf} /> from{" "}
        {posture.sources.map((source) => SOURCE_LABELS[source].label).join(" and ")}
      </p>
    </>
  );
}
