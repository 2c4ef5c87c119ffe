"use client";

import { CircleCheckBig, CircleDot, Ellipsis, MessageSquare, UserRoundPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState, type ReactNode } from "react";
import { useActions } from "@/components/ui/actions";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Menu } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { ticketFormHref } from "@/lib/client/tickets/ticket-links";
import type { TicketRow } from "@/lib/contracts/tickets";
import { ActBox, BOX_LABELS } from "./act-box";
import { toBarActs, type BarAct, type BoxAct } from "./bar-acts";
import { toRarerActs } from "./rarer-bar-acts";
import { RarerDialogs } from "./rarer-dialogs";
import type { RarerWork } from "./use-rarer-work";
import type { ActMenu, TicketWork } from "./use-ticket-work";

/** What can be done with the open ticket, by click and by key. What the viewer may not do says who refuses it. */
export function TicketActsBar({
  work,
  rarer,
  isPage = false,
  row,
  onComment,
  children,
}: {
  work: TicketWork;
  rarer: RarerWork;
  /** The ticket has the page to itself, and so every key. */
  isPage?: boolean;
  /** What is known of the ticket before it is read. */
  row: Pick<TicketRow, "ref" | "number" | "title"> | undefined;
  /** Leads to the box for a comment. */
  onComment: () => void;
  /** Further buttons at the end. */
  children?: ReactNode;
}) {
  const router = useRouter();
  const onEdit = () => (row === undefined ? undefined : router.push(ticketFormHref(row.ref)));
  const { boxes, comment, more } = toBarActs({ work, row, onComment, onEdit });
  const { main, rest } = boxes;
  const rarerActs = toRarerActs(rarer, { isPage });
  const decisions = [rarerActs.approve, rarerActs.reject];
  useActions([...main, comment, ...rest, ...more, ...decisions, ...rarerActs.rest].map(toAction));
  return (
    <div className="flex flex-wrap gap-1.5" role="group" aria-label="Acts" data-print="hide">
      <BoxButton act={main[0]} work={work} icon={<UserRoundPlus size={14} aria-hidden />} />
      <BoxButton act={main[1]} work={work} icon={<CircleDot size={14} aria-hidden />} />
      <Button onClick={comment.run} refusedBecause={comment.refusedBecause}>
        <MessageSquare size={14} aria-hidden />
        Comment
        <KeyHint keys="c" />
      </Button>
      <BoxButton act={main[2]} work={work} icon={<CircleCheckBig size={14} aria-hidden />} />
      {rarerActs.isAsked ? decisions.map((act) => <ActButton key={act.id} act={act} />) : null}
      <MoreActs boxes={rest} others={[...more, ...rarerActs.rest]} work={work} />
      {children}
      <RarerDialogs rarer={rarer} />
    </div>
  );
}

function ActButton({ act: { label, keys, run, refusedBecause } }: { act: BarAct }) {
  return (
    <Button onClick={run} refusedBecause={refusedBecause}>
      {label}
      {keys === undefined ? null : <KeyHint keys={keys} />}
    </Button>
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

function toAction({ id, label, keys, refusedBecause, run }: BarAct) {
  return {
    id: `ticket-${id}`,
    label,
    group: "Open ticket",
    ...(keys === undefined ? {} : { keys }),
    run: () => (refusedBecause === null ? run() : undefined),
  };
}

/** A button whose box lists choices. */
function BoxButton({ act, work, icon }: { act: BoxAct; work: TicketWork; icon: ReactNode }) {
  const button = useRef<HTMLButtonElement>(null);
  return (
    <WorkBox menu={act.menu} work={work} button={button}>
      <Button ref={button} refusedBecause={act.refusedBecause}>
        {icon}
        {BOX_LABELS[act.menu]}
        <KeyHint keys={act.keys} />
      </Button>
    </WorkBox>
  );
}

/** The acts that are rarer, in a menu; what one of them asks for opens beside the same button. */
function MoreActs({
  boxes,
  others,
  work,
}: {
  boxes: readonly BoxAct[];
  others: readonly BarAct[];
  work: TicketWork;
}) {
  const button = useRef<HTMLButtonElement>(null);
  const [chosen, setChosen] = useState<ActMenu | null>(null);
  const open = boxes.find(({ menu }) => menu === work.menu)?.menu ?? null;
  const toItem = (act: BarAct, onSelect: () => void) => ({
    kind: "act" as const,
    id: act.id,
    label: act.label,
    refusedBecause: act.refusedBecause,
    onSelect,
    ...(act.keys === undefined ? {} : { keys: act.keys }),
  });
  const items = [
    ...boxes.map((act) => toItem(act, () => setChosen(act.menu))),
    { kind: "rule" as const, id: "rule" },
    ...others.map((act) => toItem(act, act.run)),
  ];
  return (
    <WorkBox menu={open} work={work} button={button} isAnchored>
      <span className="inline-flex">
        <Menu
          align="start"
          trigger={
            <Button ref={button}>
              <Ellipsis size={14} aria-hidden />
              More
            </Button>
          }
          items={items}
          onClosed={(event) => {
            if (chosen === null) return;
            // The box takes the focus that the menu would give back.
            event.preventDefault();
            work.openMenu(chosen);
            setChosen(null);
          }}
        />
      </span>
    </WorkBox>
  );
}

/** The box of an act. Opened by its key, it gives the focus back to where it was, such as the list. */
function WorkBox({
  menu,
  work,
  button,
  isAnchored = false,
  children,
}: {
  /** Whose box it is; `null`: of several, and none of them is open. */
  menu: ActMenu | null;
  work: TicketWork;
  button: { readonly current: HTMLButtonElement | null };
  isAnchored?: boolean;
  children: ReactNode;
}) {
  const before = useRef<Element | null>(null);
  return (
    <Popover
      label={menu === null ? "More" : BOX_LABELS[menu]}
      isAnchored={isAnchored}
      open={menu !== null && work.menu === menu}
      onOpenChange={(next) => work.openMenu(next ? menu : null)}
      onOpenAutoFocus={() => {
        before.current = document.activeElement;
      }}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        const target = before.current instanceof HTMLElement ? before.current : null;
        (target?.isConnected && target !== document.body ? target : button.current)?.focus();
      }}
      trigger={children}
    >
      {menu === null ? null : <ActBox menu={menu} work={work} />}
    </Popover>
  );
}
