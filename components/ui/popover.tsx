"use client";

import type { ReactNode } from "react";
import * as Radix from "radix-ui/popover";
import { classNames } from "./class-names";
import { Tooltip } from "./tooltip";

interface PopoverProps {
  /** The button that opens it. */
  trigger: ReactNode;
  /** The box only stands beside `trigger`; something else opens it. */
  isAnchored?: boolean;
  /** What the box is, for those who do not see it. */
  label: string;
  /** The gist of the box, shown beside the button while it is hovered or focused. */
  hint?: ReactNode;
  align?: "start" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Before the focus moves into the box. */
  onOpenAutoFocus?: (event: Event) => void;
  /** Where the focus goes at the end, when not to the button: prevent the event and focus it. */
  onCloseAutoFocus?: (event: Event) => void;
  className?: string;
  children: ReactNode;
}

/** A small box beside its button. Esc or a click elsewhere closes it and returns the focus. */
export function Popover({
  trigger,
  isAnchored = false,
  label,
  hint,
  align = "start",
  open,
  onOpenChange,
  onOpenAutoFocus,
  onCloseAutoFocus,
  className,
  children,
}: PopoverProps) {
  const control = open === undefined ? {} : { open };
  const Place = isAnchored ? Radix.Anchor : Radix.Trigger;
  const button = <Place asChild>{trigger}</Place>;
  return (
    <Radix.Root {...control} {...(onOpenChange ? { onOpenChange } : {})}>
      {hint === undefined ? button : <Tooltip text={hint}>{button}</Tooltip>}
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          {...(onOpenAutoFocus ? { onOpenAutoFocus } : {})}
          {...(onCloseAutoFocus ? { onCloseAutoFocus } : {})}
          className={classNames(
            "z-50 w-72 max-w-(--radix-popover-content-available-width) rounded-md border bg-raised p-2 text-sm text-ink shadow-lift motion-safe:animate-appear",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
