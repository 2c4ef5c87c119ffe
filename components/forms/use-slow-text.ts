"use client";

import { useEffect, useState } from "react";

/** Typing faster than this is one question to a system. */
const PAUSE_MS = 250;

/** A text once its typist pauses. */
export function useSlowText(text: string): string {
  const [slow, setSlow] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return slow;
}
