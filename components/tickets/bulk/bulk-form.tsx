"use client";

import type { ReactNode } from "react";
import { Field, Input, Select, Textarea } from "@/components/ui/field";
import { labelsFor } from "@/lib/client/tickets/bulk/wish";
import { COMMENT_CHARACTERS_MAX } from "@/lib/contracts/ticket-fields";
import { TICKET_JOB_ACTS, type TicketJobAct } from "@/lib/contracts/ticket-job-fields";
import type { TicketWish } from "@/lib/contracts/ticket-jobs";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { parseLocalMinute } from "../due-times";
import { JOB_ACT_LABELS } from "../jobs/job-words";

/** What somebody has chosen so far, as the fields spell it. */
export interface BulkChoice {
  act: TicketJobAct;
  /** A label, a minute, or empty. */
  value: string;
  /** A solution or a comment. */
  text: string;
}

export const NO_CHOICE: BulkChoice = { act: "assign", value: "", text: "" };

/** Of a comment: everybody reads it. */
const PUBLIC = "public";

/** Stands for nobody. No name begins with a blank. */
const NOBODY = " nobody";

/** The wish that the fields spell, or `null` while it is not whole. */
export function toWish({ act, value, text }: BulkChoice): TicketWish | null {
  switch (act) {
    case "close":
      return {
        act,
        label: value === "" ? null : value,
        solution: text.trim() === "" ? null : text,
      };
    case "comment":
      return text.trim() === "" ? null : { act, text, internal: value !== PUBLIC };
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
            options={TICKET_JOB_ACTS.map((act) => ({ value: act, label: JOB_ACT_LABELS[act] }))}
            value={choice.act}
            onChange={({ target }) => {
              const act = TICKET_JOB_ACTS.find((one) => one === target.value);
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
  if (choice.act === "comment") return <CommentFields choice={choice} onChoose={onChoose} />;
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
              maxLength={COMMENT_CHARACTERS_MAX}
              value={choice.text}
              onChange={({ target }) => onChoose({ ...choice, text: target.value })}
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

function CommentFields({
  choice,
  onChoose,
}: Pick<Parameters<typeof BulkForm>[0], "choice" | "onChoose">) {
  return (
    <>
      <Field label="Comment" hint="It is kept here until the job has ended, and not longer.">
        {(control) => (
          <Textarea
            {...control}
            rows={4}
            maxLength={COMMENT_CHARACTERS_MAX}
            value={choice.text}
            onChange={({ target }) => onChoose({ ...choice, text: target.value })}
          />
        )}
      </Field>
      <Field label="Who reads it" hint="SysAid takes comments from outside for its agents alone.">
        {(control) => (
          <Select
            {...control}
            options={[
              { value: "internal", label: "Agents alone" },
              { value: PUBLIC, label: "The requesters too" },
            ]}
            value={choice.value === PUBLIC ? PUBLIC : "internal"}
            onChange={({ target }) => onChoose({ ...choice, value: target.value })}
          />
        )}
      </Field>
    </>
  );
}
