"use client";

import { useEffect, useRef, type ReactNode } from "react";
import * as Radix from "radix-ui/tabs";
import { showInRow } from "./show-in-row";

export interface TabItem {
  id: string;
  label: string;
  /** Shown small beside the label. */
  count?: number;
  content: ReactNode;
}

/** Several contents in one place. Arrows walk the tabs; only the chosen content is in the page. */
export function Tabs({
  label,
  items,
  value,
  onValueChange,
}: {
  label: string;
  items: readonly TabItem[];
  value: string;
  onValueChange: (id: string) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Where the row is wider than the screen, the chosen tab may be out of sight.
    const chosen = `[data-tab="${CSS.escape(value)}"]`;
    showInRow(list.current, list.current?.querySelector<HTMLElement>(chosen));
  }, [value]);
  return (
    <Radix.Root value={value} onValueChange={onValueChange}>
      <Radix.List
        ref={list}
        aria-label={label}
        className="flex gap-1 overflow-x-auto border-b px-1"
      >
        {items.map((item) => (
          <Radix.Trigger
            key={item.id}
            value={item.id}
            data-tab={item.id}
            className="-mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-sm text-ink-soft -outline-offset-2 hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {item.label}
            {item.count === undefined ? null : (
              <span className="text-xs text-ink-faint figures">{item.count}</span>
            )}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content key={item.id} value={item.id} className="pt-3">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
