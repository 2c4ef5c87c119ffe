"use client";

import { useRef, type RefObject } from "react";
import { tellDone } from "./toaster";

/**
 * Copies what stands in an input, and says so.
 * @param what begins the sentence: `The link`.
 */
export function useCopy(what: string): {
  input: RefObject<HTMLInputElement | null>;
  copy: () => Promise<void>;
} {
  const input = useRef<HTMLInputElement>(null);
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(input.current?.value ?? "");
      tellDone(`${what} is copied`);
    } catch {
      // Not every browser lets a page write there; what is selected copies by hand.
      tellDone(`${what} is selected`, "Press Ctrl C or ⌘ C to copy it.");
    }
  };
  return { input, copy };
}
