"use client";

import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from "react";
import { walk } from "@/components/grid/geometry";
import { TONE_TEXT } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { ShapeMark } from "@/components/ui/shape-mark";
import { groupOperations, systemLabel } from "@/lib/client/developers/find-operations";
import type { OperationRow } from "@/lib/contracts/developers";
import { HARM_DISPLAYS } from "./operation-displays";
import { SystemMark } from "./system-mark";

const PAGE_ROWS = 10;

interface OperationListProps {
  rows: readonly OperationRow[];
  openKey: string | null;
  onOpenChange: (key: string) => void;
  /** Enter: the reader wants to go on to the operation itself. */
  onEnter: () => void;
}

/** Operations below the headings of their groups. Arrows walk, and the operation beside the list follows. */
export function OperationList({ rows, openKey, onOpenChange, onEnter }: OperationListProps) {
  const list = useRef<HTMLElement>(null);
  const groups = groupOperations(rows);
  const order = groups.flatMap((group) => group.rows);
  const openIndex = order.findIndex((row) => row.key === openKey);
  const entry = openIndex < 0 ? 0 : openIndex;
  const goTo = (index: number) => {
    const row = order[index];
    if (row === undefined) return;
    onOpenChange(row.key);
    linkOf(list.current, row.key)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const target = walk(event.key, openIndex, {
      total: order.length,
      pageRows: PAGE_ROWS,
      entry: 0,
    });
    if (target !== null) goTo(target);
    else if (event.key === "Enter" && openIndex >= 0) onEnter();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  useArrowsFromAnywhere(list, entry, goTo);
  useOpenInView(list, openKey);
  return (
    <nav
      ref={list}
      aria-label="Operations"
      onKeyDown={onKeyDown}
      className="min-h-0 grow overflow-y-auto"
    >
      {groups.map(({ key, system, group, rows: members }) => (
        <section key={key} aria-labelledby={`group ${key}`.replaceAll(" ", "-")}>
          <h2
            id={`group ${key}`.replaceAll(" ", "-")}
            className="sticky top-0 z-10 flex items-center gap-1.5 border-b bg-sunken px-3 py-1 text-xs font-medium text-ink-soft"
          >
            <SystemMark system={system} />
            <span className="min-w-0 grow truncate">
              <span className="sr-only">{systemLabel(system)} </span>
              {group}
            </span>
            <span className="text-ink-faint figures">{members.length}</span>
          </h2>
          <ul>
            {members.map((row) => (
              <OperationLine
                key={row.key}
                row={row}
                isOpen={row.key === openKey}
                isEntry={row === order[entry]}
                onOpen={onOpenChange}
              />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function OperationLine({
  row,
  isOpen,
  isEntry,
  onOpen,
}: {
  row: OperationRow;
  isOpen: boolean;
  isEntry: boolean;
  onOpen: (key: string) => void;
}) {
  const onClick = (event: MouseEvent) => {
    // A new tab is the browser's own matter.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(row.key);
  };
  const display = HARM_DISPLAYS[row.harm];
  return (
    <li className="border-b">
      <a
        href={`?op=${encodeURIComponent(row.key)}`}
        data-operation={row.key}
        aria-current={isOpen ? "true" : undefined}
        tabIndex={isEntry ? 0 : -1}
        onClick={onClick}
        className={classNames(
          "grid scroll-mt-7 grid-cols-[3.25rem_minmax(0,1fr)_auto] items-baseline gap-x-2 px-3 py-1.5 -outline-offset-2",
          isOpen ? "bg-selected" : "hover:bg-hover",
        )}
      >
        <span className="font-mono text-xs text-ink-soft">{row.method}</span>
        <span className="min-w-0">
          <span className="block truncate text-ink">{row.title}</span>
          <span className="block truncate font-mono text-xs text-ink-soft" title={row.path}>
            {shortPath(row)}
          </span>
        </span>
        {row.harm === "none" ? null : (
          <span className={TONE_TEXT[display.tone]} title={display.label}>
            <ShapeMark shape={display.shape} />
            <span className="sr-only">{display.label}</span>
          </span>
        )}
      </a>
    </li>
  );
}

/** The system's own path: its heading says whose it is. */
function shortPath({ system, path }: OperationRow): string {
  return system === "sightline" ? path : path.replace(`/api/${system}`, "");
}

function linkOf(list: HTMLElement | null, key: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-operation="${CSS.escape(key)}"]`) ?? null;
}

/** Brings the open operation into view, also the one that a link names. */
function useOpenInView(list: RefObject<HTMLElement | null>, openKey: string | null) {
  useEffect(() => {
    if (openKey !== null) linkOf(list.current, openKey)?.scrollIntoView({ block: "nearest" });
  }, [list, openKey]);
}

/** While nothing has the focus, the arrow keys go to the list: nobody has to click it first. */
function useArrowsFromAnywhere(
  list: RefObject<HTMLElement | null>,
  entry: number,
  goTo: (index: number) => void,
) {
  const newest = useRef({ entry, goTo });
  useEffect(() => {
    newest.current = { entry, goTo };
  });
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.target !== document.body || event.defaultPrevented || list.current === null) return;
      if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || event.altKey) return;
      event.preventDefault();
      newest.current.goTo(newest.current.entry);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [list]);
}
