"use client";

import { CircleDot, MessageSquare, UserRoundPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, type ReactNode } from "react";
import { useActions } from "@/components/ui/actions";
import { Button } from "@/components/ui/button";
import type { ListChoice } from "@/components/ui/choice-list";
import { Kbd } from "@/components/ui/kbd";
import { Popover } from "@/components/ui/popover";
import { ShapeMark } from "@/components/ui/shape-mark";
import { SkeletonLines } from "@/components/ui/skeleton";
import { tellDone } from "@/components/ui/toaster";
import type { TicketDetail, TicketRow } from "@/lib/contracts/tickets";
import { STATUS_DISPLAYS } from "@/lib/format/displays";
import type { ActMenu, TicketWork } from "./use-ticket-work";

const ChoiceList = dynamic(
  () => import("@/components/ui/choice-list").then((module) => module.ChoiceList),
  { ssr: false, loading: () => <SkeletonLines lines={5} /> },
);

const NOBODY = "nobody";
const NOT_READ = "The ticket is still being read.";

/** What can be done with the open ticket, by click and by key. What the viewer may not do says who refuses it. */
export function TicketActsBar({
  work,
  number,
  onComment,
  children,
}: {
  work: TicketWork;
  number: TicketRow["number"] | undefined;
  /** Leads to the box for a comment. */
  onComment: () => void;
  /** Further buttons at the end. */
  children?: ReactNode;
}) {
  const { ticket, openMenu } = work;
  const mayAssign = refusal(ticket, "assign");
  const mayChange = refusal(ticket, "setStatus");
  const mayComment = refusal(ticket, "comment");
  const me = ticket?.assigneeChoices.find((one) => one.id === ticket.viewerRef);
  const unlessRefused = (reason: string | null, run: () => void) => () =>
    reason === null ? run() : undefined;
  const copy = () => (number === undefined ? undefined : void copyNumber(number));
  useActions([
    ticketAction("comment", "Comment", "c", unlessRefused(mayComment, onComment)),
    ticketAction(
      "assign",
      "Assign",
      "a",
      unlessRefused(mayAssign, () => openMenu("assign")),
    ),
    ticketAction(
      "status",
      "Change status",
      "s",
      unlessRefused(mayChange, () => openMenu("status")),
    ),
    ticketAction("copy", "Copy the number", "y", copy),
  ]);
  return (
    <div className="flex flex-wrap gap-1.5" role="group" aria-label="Acts" data-print="hide">
      <ActPopover
        menu="assign"
        work={work}
        label="Assign"
        keys="a"
        icon={<UserRoundPlus size={14} aria-hidden />}
        refusedBecause={mayAssign}
      >
        {ticket === undefined ? null : (
          <ChoiceList
            label="Assign to"
            choices={assigneeChoices(ticket)}
            currentId={ticket.assigneeRef ?? NOBODY}
            onChoose={(id) =>
              work.assign(ticket.assigneeChoices.find((one) => one.id === id) ?? null)
            }
          />
        )}
      </ActPopover>
      <ActPopover
        menu="status"
        work={work}
        label="Status"
        keys="s"
        icon={<CircleDot size={14} aria-hidden />}
        refusedBecause={mayChange}
      >
        {ticket === undefined ? null : (
          <ChoiceList
            label="Status"
            choices={ticket.statusChoices.map(toStatusChoice)}
            currentId={currentStatus(ticket)}
            none="The system has not told which statuses this queue knows."
            onChoose={(id) => {
              const choice = ticket.statusChoices.find((one) => one.id === id);
              if (choice) work.setStatus(choice);
            }}
          />
        )}
      </ActPopover>
      <Button onClick={onComment} refusedBecause={mayComment}>
        <MessageSquare size={14} aria-hidden />
        Comment
        <KeyHint keys="c" />
      </Button>
      {me === undefined || ticket?.assigneeRef === me.id ? null : (
        <Button onClick={() => work.assign(me)} refusedBecause={mayAssign}>
          Assign to me
        </Button>
      )}
      {children}
    </div>
  );
}

/** The key of an act, where there is likely to be a keyboard. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className="hidden sm:inline">
      <Kbd keys={keys} />
    </span>
  );
}

const ticketAction = (id: string, label: string, keys: string, run: () => void) => ({
  id: `ticket-${id}`,
  label,
  group: "Open ticket",
  keys,
  run,
});

function refusal(
  ticket: TicketDetail | undefined,
  act: keyof TicketDetail["permissions"],
): string | null {
  if (ticket === undefined) return NOT_READ;
  const { allowed, reason } = ticket.permissions[act];
  return allowed ? null : (reason ?? "You may not do this.");
}

async function copyNumber(number: string): Promise<void> {
  await navigator.clipboard.writeText(number);
  tellDone(`Copied ${number}`);
}

function assigneeChoices(ticket: TicketDetail): ListChoice[] {
  const mine = ticket.assigneeChoices.filter((one) => one.id === ticket.viewerRef);
  const others = ticket.assigneeChoices.filter((one) => one.id !== ticket.viewerRef);
  return [
    ...mine.map(({ id, label }) => ({ id, label, note: "me" })),
    { id: NOBODY, label: "Nobody" },
    ...others.map(({ id, label }) => ({ id, label })),
  ];
}

function toStatusChoice({ id, label, kind }: TicketDetail["statusChoices"][number]): ListChoice {
  const display =
    kind === "new" || kind === "open" || kind === "waiting" || kind === "closed"
      ? STATUS_DISPLAYS[kind]
      : null;
  if (display === null) return { id, label };
  return {
    id,
    label,
    mark: <ShapeMark shape={display.shape} />,
    ...(display.label.toLowerCase() === label.toLowerCase() ? {} : { note: display.label }),
  };
}

function currentStatus(ticket: TicketDetail): string | null {
  const label = ticket.statusLabel.toLowerCase();
  return ticket.statusChoices.find((one) => one.label.toLowerCase() === label)?.id ?? null;
}

/** A button whose box lists choices. Opened by its key, it gives the focus back to where it was, such as the list. */
function ActPopover({
  menu,
  work,
  label,
  keys,
  icon,
  refusedBecause,
  children,
}: {
  menu: ActMenu;
  work: TicketWork;
  label: string;
  keys: string;
  icon: ReactNode;
  refusedBecause: string | null;
  children: ReactNode;
}) {
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef<Element | null>(null);
  const open = work.menu === menu;
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={(next) => work.openMenu(next ? menu : null)}
      onOpenAutoFocus={() => {
        before.current = document.activeElement;
      }}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        const target = before.current instanceof HTMLElement ? before.current : null;
        (target?.isConnected && target !== document.body ? target : button.current)?.focus();
      }}
      trigger={
        <Button ref={button} refusedBecause={refusedBecause}>
          {icon}
          {label}
          <KeyHint keys={keys} />
        </Button>
      }
    >
      {children}
    </Popover>
  );
}
