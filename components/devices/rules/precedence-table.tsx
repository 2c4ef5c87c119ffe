"use client";

import { Fragment } from "react";
import { Badge } from "@/components/ui/badge";
import { FieldError, Input, Select } from "@/components/ui/field";
import { NumberLink } from "@/components/ui/number-link";
import { PlainTable } from "@/components/ui/plain-table";
import { TextOrDash } from "@/components/ui/text-or-dash";
import { conflictsHref } from "@/lib/client/devices/device-links";
import {
  fromDraft,
  toDraft,
  type RuleDraft,
  type RuleDrafts,
} from "@/lib/client/devices/rules/precedence-draft";
import type { PrecedenceResult } from "@/lib/contracts/rules";
import { COMPARED_ATTRIBUTES } from "@/lib/domain/merge/attributes";
import { SILENCE_DAYS_MAX, isSameRule } from "@/lib/domain/merge/precedence";
import { SOURCES, parseSource } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

type Row = PrecedenceResult["attributes"][number];

const HEAD =
  "px-1.5 py-1.5 text-start align-bottom text-xs font-medium text-ink-soft first:ps-0 sm:px-2";
const CELL = "px-1.5 py-1.5 first:ps-0 sm:px-2";
const FIRST = SOURCES.map((source) => ({ value: source, label: SOURCE_LABELS[source].label }));

/** Attribute by attribute: who comes first, when silence costs that place, and how many devices it decides. */
export function PrecedenceTable({
  rows,
  drafts,
  onDraft,
}: {
  rows: readonly Row[];
  drafts: RuleDrafts;
  onDraft: (drafts: RuleDrafts) => void;
}) {
  const groups = [...new Set(rows.map(({ group }) => group))];
  return (
    <PlainTable
      label="Rules by attribute"
      columns={["Attribute", "Comes first", "Days of silence", "Differ"]}
      headClass={HEAD}
      className="max-w-3xl overflow-x-auto"
    >
      {groups.map((group) => (
        <Fragment key={group}>
          <tr>
            <th scope="colgroup" colSpan={4} className="pt-4 pb-1 text-start text-sm font-semibold">
              {group}
            </th>
          </tr>
          {rows
            .filter((row) => row.group === group)
            .map((row) => (
              <RuleRow
                key={row.name}
                row={row}
                draft={drafts[row.name] ?? toDraft(row.rule)}
                onDraft={(draft) => onDraft({ ...drafts, [row.name]: draft })}
              />
            ))}
        </Fragment>
      ))}
    </PlainTable>
  );
}

function RuleRow({
  row,
  draft,
  onDraft,
}: {
  row: Row;
  draft: RuleDraft;
  onDraft: (draft: RuleDraft) => void;
}) {
  const rule = fromDraft(draft);
  const errorId = `silence-${row.name}`;
  return (
    <tr>
      <th scope="row" className={`${CELL} text-start font-normal`}>
        <span className="min-h-control flex flex-wrap items-center gap-x-2">
          {row.label}
          {rule === null || isSameRule(rule, row.rule) ? null : <Badge tone="info">Changed</Badge>}
          {rule !== null && isSameRule(rule, row.rule) && !isSameRule(rule, row.usual) ? (
            <Badge>Set</Badge>
          ) : null}
        </span>
      </th>
      <td className={CELL}>
        <Select
          aria-label={`Who comes first for ${row.label}`}
          options={FIRST}
          className="max-w-40 min-w-24"
          value={draft.first}
          onChange={(event) =>
            onDraft({ ...draft, first: parseSource(event.target.value) ?? draft.first })
          }
        />
      </td>
      <td className={CELL}>
        <Input
          aria-label={`Days of silence for ${row.label}`}
          aria-invalid={rule === null ? true : undefined}
          aria-describedby={rule === null ? errorId : undefined}
          inputMode="numeric"
          placeholder="never"
          value={draft.days}
          className="max-w-20 min-w-16 figures"
          onChange={(event) => onDraft({ ...draft, days: event.target.value })}
        />
        <FieldError id={errorId}>
          {rule === null ? `1 to ${SILENCE_DAYS_MAX} days, or nothing` : null}
        </FieldError>
      </td>
      <td className={CELL}>
        <span className="min-h-control flex items-center">
          <Differing row={row} />
        </span>
      </td>
    </tr>
  );
}

function Differing({ row }: { row: Row }) {
  // Not compared, or not for this viewer.
  if (!COMPARED_ATTRIBUTES.includes(row.name) || row.disagreements === null) {
    return <TextOrDash text={null} />;
  }
  return (
    <NumberLink
      count={row.disagreements}
      href={conflictsHref({ attribute: row.name, all: true })}
      unit="conflict"
    />
  );
}
