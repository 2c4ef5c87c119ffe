"use client";

import type { ReactNode } from "react";
import * as Radix from "radix-ui/dropdown-menu";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";

/** One line of a menu, a rule, or a heading. */
export type MenuItem =
  | {
      kind: "act";
      id: string;
      label: string;
      icon?: ReactNode;
      keys?: string;
      danger?: boolean;
      /** Why it cannot be chosen; shown below its label. */
      refusedBecause?: string | null;
      onSelect: () => void;
    }
  | { kind: "check"; id: string; label: string; checked: boolean; onSelect: () => void }
  | { kind: "rule"; id: string }
  | { kind: "heading"; id: string; label: string };

const LINE =
  "flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 outline-none data-highlighted:bg-hover data-disabled:text-ink-faint";

/** A list of acts behind a button: arrows walk, letters jump, Enter acts, Esc leaves. */
export function Menu({
  trigger,
  items,
  align = "end",
  header,
  onClosed,
}: {
  trigger: ReactNode;
  items: readonly MenuItem[];
  align?: "start" | "end";
  header?: ReactNode;
  /** When the focus is about to return to the button. Prevent the event to lead it elsewhere. */
  onClosed?: (event: Event) => void;
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          {...(onClosed ? { onCloseAutoFocus: onClosed } : {})}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto rounded-md border bg-raised p-1 text-sm text-ink shadow-lift motion-safe:animate-appear"
        >
          {header === undefined ? null : <div className="border-b px-2 py-1.5">{header}</div>}
          {items.map((item) => (
            <MenuLine key={item.id} item={item} />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function MenuLine({ item }: { item: MenuItem }) {
  switch (item.kind) {
    case "rule":
      return <Radix.Separator className="my-1 border-t" />;
    case "heading":
      return <Radix.Label className="px-2 py-1 text-xs text-ink-faint">{item.label}</Radix.Label>;
    case "check":
      return (
        <Radix.CheckboxItem
          checked={item.checked}
          onSelect={item.onSelect}
          className={classNames(LINE, "ps-7 data-[state=checked]:ps-2")}
        >
          <Radix.ItemIndicator aria-hidden className="w-3 text-accent">
            ✓
          </Radix.ItemIndicator>
          {item.label}
        </Radix.CheckboxItem>
      );
    case "act":
      return (
        <Radix.Item
          disabled={Boolean(item.refusedBecause)}
          onSelect={item.onSelect}
          className={classNames(LINE, item.danger && "text-bad")}
        >
          {item.icon}
          <span className="grow">
            {item.label}
            {item.refusedBecause ? (
              <span className="block max-w-64 text-xs text-ink-faint">{item.refusedBecause}</span>
            ) : null}
          </span>
          {item.keys === undefined ? null : <Kbd keys={item.keys} />}
        </Radix.Item>
      );
  }
}
