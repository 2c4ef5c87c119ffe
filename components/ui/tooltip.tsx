"use client";

import type { ReactNode } from "react";
import * as Radix from "radix-ui/tooltip";

/** Words beside what is hovered or focused. Never the only place of something that matters. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={350}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            sideOffset={4}
            collisionPadding={8}
            className="z-50 max-w-80 rounded-sm border bg-raised px-2 py-1 text-xs text-ink shadow-lift"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
