"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import * as Radix from "radix-ui/dialog";
import { IconButton } from "./button";
import { classNames } from "./class-names";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What happens here, below the title. */
  description?: string;
  /** Buttons at the foot, the one that acts last. */
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** A question that must be answered or left. Esc and the veil leave it; focus returns to where it was. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  actions,
  wide,
  children,
}: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          className={classNames(
            "fixed inset-x-4 top-16 z-50 mx-auto flex max-h-4/5 flex-col rounded-md border bg-raised shadow-lift motion-safe:animate-appear",
            wide ? "max-w-3xl" : "max-w-md",
          )}
        >
          <header className="flex items-start gap-3 border-b px-4 py-3">
            <div className="min-w-0 grow">
              <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
              {description === undefined ? null : (
                <Radix.Description className="text-sm text-ink-soft">
                  {description}
                </Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close" icon={<X size={16} aria-hidden />} />
            </Radix.Close>
          </header>
          <div className="min-h-0 overflow-y-auto p-4">{children}</div>
          {actions === undefined ? null : (
            <footer className="flex flex-wrap justify-end gap-2 border-t px-4 py-3">
              {actions}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
