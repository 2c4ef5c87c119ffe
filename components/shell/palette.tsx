"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useDeferredValue, useState } from "react";
import * as Dialog from "radix-ui/dialog";
import { useActionList } from "@/components/ui/actions";
import { Kbd } from "@/components/ui/kbd";
import { readProblem } from "@/components/ui/read-problem";
import { searchKeys } from "@/lib/client/keys";

/** A record that the palette found. */
export interface FoundRecord {
  id: string;
  label: string;
  /** What it is and where it stands: `Ticket, KACE`. */
  note: string;
  href: string;
}

export type SearchRecords = (text: string, signal: AbortSignal) => Promise<readonly FoundRecord[]>;

const TEXT_MIN = 2;
const GROUP =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-faint";
const ITEM =
  "flex min-h-9 cursor-default items-center gap-3 rounded-sm px-2 data-[selected=true]:bg-selected";

/** One box that goes anywhere, does anything that can be done here, and finds records. */
export function Palette({
  open,
  onOpenChange,
  searchRecords,
  onGo,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  searchRecords: SearchRecords | undefined;
  onGo: (href: string) => void;
}) {
  const close = () => onOpenChange(false);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-4 top-20 z-50 mx-auto max-w-xl overflow-hidden rounded-md border bg-raised shadow-lift motion-safe:animate-appear"
        >
          <Dialog.Title className="sr-only">Search or do anything</Dialog.Title>
          <PaletteBody searchRecords={searchRecords} close={close} onGo={onGo} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({
  searchRecords,
  close,
  onGo,
}: {
  searchRecords: SearchRecords | undefined;
  close: () => void;
  onGo: (href: string) => void;
}) {
  const [text, setText] = useState("");
  const sought = useDeferredValue(text.trim());
  const actions = useActionList();
  const groups = [...new Set(actions.map((action) => action.group))];
  const found = useQuery({
    queryKey: searchKeys.text(sought),
    queryFn: ({ signal }) => searchRecords?.(sought, signal) ?? [],
    enabled: searchRecords !== undefined && sought.length >= TEXT_MIN,
  });
  const then = (run: () => void) => () => {
    close();
    run();
  };
  return (
    <Command label="Search or do anything" loop>
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Search or do anything"
        className="h-12 w-full border-b bg-transparent px-4 text-base -outline-offset-2"
      />
      <Command.List aria-label="Results" className="max-h-96 overflow-y-auto p-1.5">
        <Command.Empty className="p-4 text-center text-ink-soft">
          {found.isFetching
            ? "Searching"
            : "Nothing found. Try a number, a name or a serial number."}
        </Command.Empty>
        {found.error ? <p className="p-2 text-bad">{readProblem(found.error).title}</p> : null}
        {found.data === undefined || found.data.length === 0 ? null : (
          <Command.Group heading="Records" className={GROUP} forceMount>
            {found.data.map((record) => (
              <Command.Item
                key={record.id}
                value={`record ${record.id}`}
                keywords={[record.label, text]}
                onSelect={then(() => onGo(record.href))}
                className={ITEM}
              >
                <span className="min-w-0 grow truncate">{record.label}</span>
                <span className="shrink-0 text-xs text-ink-faint">{record.note}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {groups.map((group) => (
          <Command.Group key={group} heading={group} className={GROUP}>
            {actions
              .filter((action) => action.group === group)
              .map((action) => (
                <Command.Item
                  key={action.id}
                  value={`${group} ${action.label} ${action.id}`}
                  onSelect={then(action.run)}
                  className={ITEM}
                >
                  <span className="grow">{action.label}</span>
                  {action.keys === undefined ? null : <Kbd keys={action.keys} />}
                </Command.Item>
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}
