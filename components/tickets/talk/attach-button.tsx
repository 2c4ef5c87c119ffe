"use client";

import { Paperclip } from "lucide-react";
import { useRef } from "react";
import { useActions } from "@/components/ui/actions";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { TrayWork } from "./use-tray-send";

/** Chooses files to send, by click or by its key. */
export function AttachButton({
  work,
  refusedBecause,
}: {
  work: TrayWork;
  /** Who refuses files, and why. */
  refusedBecause: string | null;
}) {
  const picker = useRef<HTMLInputElement>(null);
  const choose = () => (refusedBecause === null ? picker.current?.click() : undefined);
  useActions([
    {
      id: "ticket-attach",
      label: "Attach files",
      group: "Open ticket",
      keys: "u",
      run: () => void choose(),
    },
  ]);
  return (
    <>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        onChange={(event) => {
          work.add({ files: [...(event.target.files ?? [])], folders: [] });
          event.target.value = "";
        }}
      />
      <Button refusedBecause={refusedBecause} onClick={choose} className="h-7! px-2! text-xs!">
        <Paperclip size={12} aria-hidden />
        Attach
        <span aria-hidden className="hidden sm:inline">
          <Kbd keys="u" />
        </span>
      </Button>
    </>
  );
}
