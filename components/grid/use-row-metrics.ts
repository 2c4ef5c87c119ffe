"use client";

import { useSyncExternalStore } from "react";
import type { Density } from "./columns";

function subscribe(listener: () => void): () => void {
  window.addEventListener("resize", listener);
  return () => window.removeEventListener("resize", listener);
}

const REM_FALLBACK_PX = 16;

/** A row's height in pixels: the style sheet says it in rem, so that a reader's larger text makes rows taller. */
export function useRowHeightPx(density: Density): number {
  return useSyncExternalStore(
    subscribe,
    () => {
      const style = getComputedStyle(document.documentElement);
      const rem = Number.parseFloat(style.getPropertyValue(`--row-height-${density}`));
      const remPx = Number.parseFloat(style.fontSize) || REM_FALLBACK_PX;
      return Math.round((Number.isNaN(rem) ? 2 : rem) * remPx);
    },
    () => 2 * REM_FALLBACK_PX,
  );
}
