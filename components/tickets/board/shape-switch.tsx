"use client";

import { Columns4, List } from "lucide-react";
import { useActions } from "@/components/ui/actions";
import { Button } from "@/components/ui/button";
import type { TicketQueue } from "../use-ticket-queue";

/** Shows the same tickets as a list or as a board. */
export function ShapeSwitch({ queue }: { queue: Pick<TicketQueue, "words" | "setWord"> }) {
  const isBoard = queue.words["shape"] === "board";
  const label = isBoard ? "Show as a list" : "Show as a board";
  const toggle = () => queue.setWord("shape", isBoard ? "" : "board");
  useActions([{ id: "shape", label, group: "Here", keys: "B", run: toggle }]);
  return (
    <Button look="quiet" onClick={toggle} title={`${label} (Shift+B)`}>
      {isBoard ? <List size={14} aria-hidden /> : <Columns4 size={14} aria-hidden />}
      {isBoard ? "List" : "Board"}
    </Button>
  );
}
