"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { lineAt, type GridGroup, type GroupLayout } from "./group-layout";

interface HeadingProps {
  group: GridGroup;
  onToggle: (group: GridGroup) => void;
}

const LINE =
  "flex w-full items-center gap-2 border-b bg-sunken px-cell text-start text-sm font-semibold";

function Words({ group }: Pick<HeadingProps, "group">) {
  const Mark = group.isFolded ? ChevronRight : ChevronDown;
  return (
    <span className="sticky start-2 flex min-w-0 items-center gap-2">
      <Mark size={14} aria-hidden className="shrink-0 text-ink-soft" />
      <span className="truncate">{group.label}</span>
      <span className="shrink-0 text-xs font-normal text-ink-soft figures">
        {formatCount(group.count, DISPLAY_LOCALE)}
      </span>
    </span>
  );
}

/** A heading among the rows: it opens and folds what stands under it. */
export function GroupHeading({
  group,
  onToggle,
  domId,
  line,
  topPx,
  heightPx,
  columnCount,
  active,
}: HeadingProps & {
  domId: string;
  line: number;
  topPx: number;
  heightPx: number;
  columnCount: number;
  active: boolean;
}) {
  return (
    <div
      role="row"
      id={domId}
      aria-rowindex={line + 2}
      aria-level={1}
      aria-expanded={!group.isFolded}
      aria-selected={active}
      onClick={() => onToggle(group)}
      style={{ transform: `translateY(${topPx}px)`, height: heightPx }}
      className={classNames("absolute inset-x-0 top-0 cursor-pointer", active && "grid-row-active")}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        aria-colspan={columnCount}
        className={classNames(LINE, "h-full", active ? "bg-selected" : "hover:bg-hover")}
      >
        <Words group={group} />
      </div>
    </div>
  );
}

/** The heading of the rows at the top of the screen, once its own line has gone by. The same is said among the rows. */
export function StickyHeading({
  layout,
  firstLine,
  heightPx,
  onToggle,
}: {
  layout: GroupLayout;
  firstLine: number;
  heightPx: number;
  onToggle: (group: GridGroup) => void;
}) {
  const found = lineAt(layout, firstLine);
  const group = found === null ? undefined : layout.groups[found.at];
  if (found?.kind !== "row" || group === undefined) return null;
  return (
    <div aria-hidden className="sticky z-10 h-0" style={{ top: heightPx }}>
      <div
        onClick={() => onToggle(group)}
        style={{ height: heightPx }}
        className={classNames(LINE, "cursor-pointer hover:bg-hover")}
      >
        <Words group={group} />
      </div>
    </div>
  );
}
