"use client";

import { Rows2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { headingsIn } from "@/lib/client/tickets/ticket-search";
import { TICKET_GROUPINGS } from "@/lib/contracts/ticket-fields";
import { GROUPING_LABELS } from "./ticket-headings";
import type { TicketQueue } from "./use-ticket-queue";

/** Chooses by what the rows stand under headings. */
export function GroupMenu({ queue }: { queue: Pick<TicketQueue, "words" | "setWord"> }) {
  const by = headingsIn(queue.words["group"]);
  const choose = (next: string) => {
    queue.setWord("group", next);
    // What is folded is named by the values of another grouping.
    queue.setWord("folded", "");
  };
  return (
    <Menu
      trigger={
        <Button look="quiet">
          <Rows2 size={14} aria-hidden />
          {by === null ? "Group" : `By ${GROUPING_LABELS[by].toLowerCase()}`}
        </Button>
      }
      items={[
        {
          kind: "check",
          id: "none",
          label: "No headings",
          checked: by === null,
          onSelect: () => choose(""),
        },
        { kind: "rule", id: "rule" },
        ...TICKET_GROUPINGS.map((one) => ({
          kind: "check" as const,
          id: one,
          label: GROUPING_LABELS[one],
          checked: one === by,
          onSelect: () => choose(one),
        })),
      ]}
    />
  );
}
