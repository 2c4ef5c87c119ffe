"use client";

import { useEffect, useRef, useState } from "react";
import { filesIn } from "@/lib/client/tickets/files/file-tray";
import type { TrayWork } from "./use-tray-send";

/** Takes files that are dropped anywhere on the page, and says so while they hover over it. */
export function DropVeil({
  work,
  words,
  refusedBecause,
}: {
  work: TrayWork;
  /** What dropping does. */
  words: string;
  refusedBecause: string | null;
}) {
  const isOver = useFileDrop((transfer) => {
    if (refusedBecause === null) work.add(filesIn(transfer));
  });
  if (!isOver) return null;
  return (
    <div
      aria-hidden
      data-print="hide"
      className="pointer-events-none fixed inset-0 z-40 grid place-items-center bg-veil"
    >
      <p className="rounded-md border-2 border-dashed border-accent bg-raised px-6 py-4 text-base font-semibold shadow-lift">
        {refusedBecause ?? words}
      </p>
    </div>
  );
}

const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;

/** Follows files over the window. A place of its own for files keeps what is dropped on it. */
function useFileDrop(onDrop: (transfer: DataTransfer) => void): boolean {
  const [isOver, setOver] = useState(false);
  const newest = useRef(onDrop);
  useEffect(() => {
    newest.current = onDrop;
  });
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!holdsFiles(event) || event.defaultPrevented) return;
      // Without this the browser would open the file in the place of the page.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!holdsFiles(event) || event.defaultPrevented || event.dataTransfer === null) return;
      event.preventDefault();
      newest.current(event.dataTransfer);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, []);
  return isOver;
}
