"use client";

import { useEffect, useRef } from "react";
import { useActionList } from "@/components/ui/actions";
import { usePreferences } from "@/components/ui/preferences";
import { readKey, type PressedKey } from "./key-sequence";

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target.closest('[role="menu"], [role="dialog"], [role="listbox"]')
  )
    return true;
  if (target instanceof HTMLInputElement)
    return !["checkbox", "radio", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Acts on the page's single keys and sequences. Silent while somebody types, and when they are switched off. */
export function usePageKeys(onPalette: () => void): void {
  const actions = useActionList();
  const { singleKeys } = usePreferences();
  const before = useRef<PressedKey | null>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        onPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!singleKeys || isTyping(event.target)) return;
      const meaning = readKey({ key: event.key, atMs: event.timeStamp }, before.current, actions);
      before.current = meaning.kind === "begin" ? meaning.pressed : null;
      if (meaning.kind !== "act") return;
      event.preventDefault();
      meaning.action.run();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [actions, singleKeys, onPalette]);
}
