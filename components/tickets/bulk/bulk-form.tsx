"use client";

import type { ReactNode } from "react";
import { Field, Input, Select, Textarea } from "@/components/ui/field";
import { BULK_ACTS, labelsFor, type BulkAct, type BulkWish } from "@/lib/client/tickets/bulk/wish";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { parseLocalMinute } from "../due-times";

const ACT_LABELS = {
  assign: "Assign to",
  setStatus: "Status",
  setPriority: "Priority",
  setCategory: "Category",
  setDue: "Due date",
  moveQueue: "Move to",
  close: "Close",
} as const satisfies Record<BulkAct, string>;

/** What somebody has chosen so far, as the fields spell it. */
export interface BulkChoice {
  act: BulkAct;
  /** A label, a minute, or empty. */
  value: string;
  solution: string;
}

export const NO_CHOICE: BulkChoice = { act: "assign", value: "", solution: "" };

/** Stands for nobody. No name begins with a blank. */
const NOBODY = " nobody";

/** The wish that the fields spell, or `null` while it is not whole. */
export function toWish({ act, value, solution }: BulkChoice): BulkWish | null {
  switch (act) {
    case "close":
      return { act, label: value === "" ? null : value, solution: solution.trim() || null };
    case "setDue": {
      const dueAt = parseLocalMinute(value);
      return dueAt === null ? null : { act, dueAt };
    }
    case "assign":
      if (value === NOBODY) return { act, label: null };
      return value === "" ? null : { act, label: value };
    default:
      return value === "" ? null : { act, label: value };
  }
}

/** Chooses one act for many tickets, among what their queues know. */
export function BulkForm({
  choice,
  onChoose,
  samples,
  isRead,
}: {
  choice: BulkChoice;
  onChoose: (choice: BulkChoice) => void;
  /** One ticket of each queue. */
  samples: readonly TicketDetail[];
  isRead: boolean;
}) {
  return (
    <div className="grid gap-3">
      <Field label="What">
        {(control) => (
          <Select
            {...control}
            options={BULK_ACTS.map((act) => ({ value: act, label: ACT_LABELS[act] }))}
            value={choice.act}
            onChange={({ target }) => {
              const act = BULK_ACTS.find((one) => one === target.value);
              if (act !== undefined) onChoose({ ...NO_CHOICE, act });
            }}
          />
        )}
      </Field>
      <Value choice={choice} onChoose={onChoose} samples={samples} isRead={isRead} />
    </div>
  );
}

function Value({ choice, onChoose, samples, isRead }: Parameters<typeof BulkForm>[0]): ReactNode {
  const set = (value: string) => onChoose({ ...choice, value });
  if (choice.act === "setDue") {
    return (
      <Field label="Due">
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={choice.value}
            onChange={({ target }) => set(target.value)}
          />
        )}
      </Field>
    );
  }
  const labels = labelsFor(choice.act, samples);
  const isClose = choice.act === "close";
  const none = choice.act === "assign" ? [{ value: NOBODY, label: "Nobody" }] : ([] as const);
  return (
    <>
      {isClose ? (
        <Field label="Solution" hint="If you write one, the requesters can read it.">
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              value={choice.solution}
              onChange={({ target }) => onChoose({ ...choice, solution: target.value })}
            />
          )}
        </Field>
      ) : null}
      <Field
        label={isClose ? "Closing status" : "Value"}
        hint={
          isRead ? "A queue that does not know it keeps its tickets as they are." : "Being read"
        }
      >
        {(control) => (
          <Select
            {...control}
            options={[...none, ...labels.map((label) => ({ value: label, label }))]}
            placeholder={isClose ? "The queue’s own, where it has one" : "Choose"}
            value={choice.value}
            onChange={({ target }) => set(target.value)}
          />
        )}
      </Field>
    </>
  );
}
