"use client";

import { X } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldError, Input } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { useMessagePeople } from "@/lib/client/tickets/use-ticket-parts";
import { MESSAGE_PEOPLE_MAX } from "@/lib/contracts/ticket-act-fields";
import type { MessagePeopleResult } from "@/lib/contracts/ticket-acts";

type Person = MessagePeopleResult["people"][number];

const PART_LABELS = {
  requester: "requester",
  assignee: "assignee",
  group: "group",
  person: "",
} as const satisfies Record<Person["part"], string>;

const SHOWN_MAX = 6;

/** Chooses people and groups by a few letters of their names; those of the ticket are offered at once. */
export function MessagePeople({
  label,
  ticketRef,
  picked,
  onChange,
}: {
  label: string;
  ticketRef: string;
  picked: readonly Person[];
  onChange: (people: readonly Person[]) => void;
}) {
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const query = useMessagePeople(ticketRef, q);
  const isFull = picked.length >= MESSAGE_PEOPLE_MAX;
  const free = (query.data?.people ?? []).filter(
    ({ ref, part }) =>
      picked.every((one) => one.ref !== ref) &&
      (q !== "" || part === "requester" || part === "assignee"),
  );
  return (
    <div className="grid gap-1.5">
      <Field label={label} hint="People and groups by name">
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      {picked.length === 0 ? null : (
        <ul aria-label={`${label}: chosen`} className="flex flex-wrap gap-1.5">
          {picked.map((one) => (
            <li key={one.ref}>
              <Button onClick={() => onChange(picked.filter(({ ref }) => ref !== one.ref))}>
                {one.label}
                <X size={12} aria-hidden />
                <span className="sr-only">, take away</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {free.length === 0 || isFull ? null : (
        <ul aria-label={`${label}: found`} className="flex flex-wrap gap-1.5">
          {free.slice(0, SHOWN_MAX).map((one) => (
            <li key={one.ref}>
              <Button
                look="quiet"
                onClick={() => {
                  onChange([...picked, one]);
                  setText("");
                }}
              >
                <span className="sr-only">Add </span>
                {one.label}
                <span className="text-xs text-ink-faint">{PART_LABELS[one.part]}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="text-xs text-ink-soft">
        {isFull
          ? `At most ${MESSAGE_PEOPLE_MAX} at once.`
          : q !== "" && query.data !== undefined && free.length === 0
            ? "Nobody matches."
            : ""}
      </p>
      <FieldError>{query.error === null ? null : readProblem(query.error).title}</FieldError>
    </div>
  );
}
