"use client";

import { ListFilter } from "lucide-react";
import { useState } from "react";
import { useActions } from "@/components/ui/actions";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Popover } from "@/components/ui/popover";
import { readConditions, spellConditions } from "@/lib/domain/condition-text";
import type { ConditionFault, ConditionTree } from "@/lib/domain/conditions";
import { addCondition, firstCondition } from "./condition-draft";
import { ConditionForm } from "./condition-form";
import { readDraft, sayTree, type AskedColumn } from "./condition-words";

interface ConditionFilterProps {
  columns: readonly AskedColumn[];
  /** The conditions as the address spells them; empty for none. */
  text: string;
  onChange: (text: string) => void;
  /** The box opened or closed: what can be picked is asked for while it stands open. */
  onOpenChange?: (open: boolean) => void;
}

/** Conditions on any column: read as a sentence beside the other filters, made in a box below it. */
export function ConditionFilter({ columns, text, onChange, onOpenChange }: ConditionFilterProps) {
  const [open, setOpen] = useState(false);
  const draft = useDraft(text, columns);
  const said = sayTree(readDraft(text, columns).draft, columns);
  const change = (next: boolean) => {
    setOpen(next);
    onOpenChange?.(next);
    const [first] = columns;
    const isBlank = draft.tree.parts.length === 0 && draft.faults.length === 0;
    if (next && isBlank && first !== undefined) {
      draft.set(addCondition(draft.tree, [], firstCondition(first)));
    }
  };
  useActions([
    { id: "conditions", label: "Filter by conditions", group: "Here", run: () => change(true) },
  ]);
  const show = () => {
    const spelled = draft.tree.parts.length === 0 ? "" : spellConditions(draft.tree);
    const faults = spelled === "" ? [] : readConditions(spelled, columns).faults;
    draft.tell(faults);
    if (faults.length > 0) return;
    onChange(spelled);
    change(false);
  };
  return (
    <>
      <Popover
        label="Conditions"
        open={open}
        onOpenChange={change}
        className="max-h-(--radix-popover-content-available-height) w-160 overflow-y-auto"
        trigger={
          <button
            type="button"
            className={classNames(
              "inline-flex h-7 items-center gap-1 rounded-full border px-2.5 text-xs whitespace-nowrap",
              text === ""
                ? "border-line-strong/50 text-ink-soft hover:bg-hover hover:text-ink"
                : "border-accent bg-accent-soft font-medium text-accent",
            )}
          >
            <ListFilter size={12} aria-hidden />
            Conditions
          </button>
        }
      >
        <ConditionForm
          columns={columns}
          tree={draft.tree}
          onChange={draft.set}
          faults={draft.faults}
          onSubmit={show}
        />
      </Popover>
      {text === "" ? null : (
        <Sentence
          {...said}
          isFaulty={draft.isFaulty}
          onOpen={() => change(true)}
          onClear={() => onChange("")}
        />
      )}
    </>
  );
}

/** The conditions in words, part by part. */
function Sentence({
  parts,
  between,
  isFaulty,
  onOpen,
  onClear,
}: {
  parts: readonly string[];
  between: string;
  isFaulty: boolean;
  onOpen: () => void;
  onClear: () => void;
}) {
  return (
    <span role="group" aria-label="Conditions of this list" className="contents">
      {parts.map((part, at) => (
        <span key={at} className="inline-flex max-w-full items-center gap-1.5">
          {at === 0 ? null : <span className="text-xs text-ink-soft">{between}</span>}
          <button
            type="button"
            title={part}
            onClick={onOpen}
            className="inline-flex h-7 max-w-96 min-w-0 items-center rounded-full border border-accent bg-accent-soft px-2.5 text-xs font-medium text-accent"
          >
            <span className="truncate">{part}</span>
          </button>
        </span>
      ))}
      {isFaulty ? (
        <span role="status" className="text-xs text-bad">
          These conditions cannot be asked. Open them to put them right.
        </span>
      ) : null}
      <Button look="quiet" onClick={onClear}>
        Drop the conditions
      </Button>
    </span>
  );
}

/** What somebody makes of the conditions. It outlives its box; other conditions in the address replace it. */
function useDraft(text: string, columns: readonly AskedColumn[]) {
  const [kept, setKept] = useState<{
    over: string;
    tree: ConditionTree;
    faults: readonly ConditionFault[];
  } | null>(null);
  const read = readDraft(text, columns);
  const current =
    kept === null || kept.over !== text
      ? { over: text, tree: read.draft, faults: read.faults }
      : kept;
  return {
    tree: current.tree,
    faults: current.faults,
    isFaulty: read.faults.length > 0,
    /** Faults stay until it is shown again: each was told of what stands there. */
    set: (tree: ConditionTree) => setKept({ ...current, tree, faults: [] }),
    tell: (faults: readonly ConditionFault[]) => setKept({ ...current, faults }),
  };
}
