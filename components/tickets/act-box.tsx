"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { SkeletonLines } from "@/components/ui/skeleton";
import {
  toAssignAct,
  toCategoryAct,
  toDueAct,
  toPriorityAct,
  toQueueAct,
  toStatusAct,
} from "@/lib/client/tickets/ticket-acts";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { assigneeChoices, NOBODY, priorityChoices, statusChoices } from "./act-choices";
import type { ActMenu, TicketWork } from "./use-ticket-work";

// Opened by few visits to a ticket; not part of the first load.
const loading = () => <SkeletonLines lines={5} />;
const ChoiceList = dynamic(
  () => import("@/components/ui/choice-list").then((module) => module.ChoiceList),
  { ssr: false, loading },
);
const DueBox = dynamic(() => import("./due-box").then((module) => module.DueBox), {
  ssr: false,
  loading,
});
const CloseBox = dynamic(() => import("./close-box").then((module) => module.CloseBox), {
  ssr: false,
  loading,
});

/** What each box is, for those who do not see it. */
export const BOX_LABELS = {
  assign: "Assign",
  status: "Status",
  priority: "Priority",
  category: "Category",
  due: "Due date",
  queue: "Move to",
  close: "Close",
} as const satisfies Record<ActMenu, string>;

/** The inside of the box in which one act is chosen. */
export function ActBox({ menu, work }: { menu: ActMenu; work: TicketWork }): ReactNode {
  const { ticket } = work;
  if (ticket === undefined) return null;
  switch (menu) {
    case "due":
      return (
        <DueBox
          dueAt={ticket.dueAt}
          onChoose={(dueAt) => work.act(toDueAct(ticket, dueAt, new Date().toISOString()))}
        />
      );
    case "close":
      return <CloseBox ticket={ticket} onClose={work.act} />;
    default:
      return <ListBox menu={menu} ticket={ticket} act={work.act} />;
  }
}

function ListBox({
  menu,
  ticket,
  act,
}: {
  menu: Exclude<ActMenu, "due" | "close">;
  ticket: TicketDetail;
  act: TicketWork["act"];
}) {
  switch (menu) {
    case "assign":
      return (
        <ChoiceList
          label="Assign to"
          choices={assigneeChoices(ticket)}
          currentId={ticket.assigneeRef ?? NOBODY}
          onChoose={(id) =>
            act(toAssignAct(ticket, ticket.assigneeChoices.find((one) => one.id === id) ?? null))
          }
        />
      );
    case "status":
      return (
        <ChoiceList
          label="Status"
          choices={statusChoices(ticket)}
          currentId={ticket.statusId}
          none="The system has not told which statuses this queue knows."
          onChoose={(id) => {
            const choice = ticket.statusChoices.find((one) => one.id === id);
            if (choice) act(toStatusAct(ticket, choice));
          }}
        />
      );
    case "priority":
      return (
        <ChoiceList
          label="Priority"
          choices={priorityChoices(ticket)}
          currentId={ticket.priorityId}
          none="The system has not told which priorities this queue knows."
          onChoose={(id) => {
            const choice = ticket.priorityChoices.find((one) => one.id === id);
            if (choice) act(toPriorityAct(ticket, choice));
          }}
        />
      );
    case "category":
      return (
        <ChoiceList
          label="Category"
          choices={ticket.categoryChoices}
          currentId={
            ticket.categoryChoices.find((one) => one.label === ticket.category)?.id ?? null
          }
          none="The system has not told which categories this queue knows."
          onChoose={(id) => {
            const choice = ticket.categoryChoices.find((one) => one.id === id);
            if (choice) act(toCategoryAct(ticket, choice, ticket.categoryChoices));
          }}
        />
      );
    case "queue":
      return (
        <ChoiceList
          label="Move to"
          choices={ticket.queueChoices}
          currentId={ticket.queueRef}
          none="The system has not told its queues."
          onChoose={(id) => {
            const choice = ticket.queueChoices.find((one) => one.id === id);
            if (choice) act(toQueueAct(ticket, choice));
          }}
        />
      );
  }
}
