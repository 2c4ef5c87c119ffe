"use client";

import { useEffect, useState } from "react";

const TURN_EVERY_MS = 20_000;

/** The page that a wall shows: turns by itself. Arrows turn by hand, the space bar holds and goes on. */
export function usePageTurner(pages: number): { page: number; held: boolean } {
  const [page, setPage] = useState(0);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || pages < 2) return;
    const timer = setInterval(() => setPage((old) => (old + 1) % pages), TURN_EVERY_MS);
    return () => clearInterval(timer);
  }, [held, pages, page]);
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === "ArrowRight") setPage((old) => (old + 1) % pages);
      else if (key === "ArrowLeft") setPage((old) => (old + pages - 1) % pages);
      else if (key === " ") setHeld((old) => !old);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [pages]);
  return { page: Math.min(page, Math.max(0, pages - 1)), held };
}
