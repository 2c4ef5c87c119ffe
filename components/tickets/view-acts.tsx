"use client";

import { Bookmark, ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { useViewWrites } from "@/lib/client/tickets/use-ticket-queues";
import type { CountedView } from "@/lib/contracts/ticket-views";
import { KeepViewDialog, type ViewNaming } from "./keep-view-dialog";
import { sameSearch } from "./ticket-views";
import type { TicketQueue } from "./use-ticket-queue";

type Asked = "keep" | "rename" | null;

/** What can be done with the list as it is shown: keep it under a name, and change or delete the kept view that it is. */
export function ViewActs({
  queue,
  kept,
}: {
  queue: TicketQueue;
  /** Undefined until they are known. */
  kept: readonly CountedView[] | undefined;
}) {
  const { keptId, spelled, setKeptId } = queue;
  const { keep, change, remove, restore } = useViewWrites();
  const [asked, setAsked] = useState<Asked>(null);
  const view = kept?.find(({ id }) => id === keptId);
  const isGone = kept !== undefined && keptId !== null && view === undefined;
  const search = { ...spelled };
  const ask = (what: Asked) => {
    keep.reset();
    change.reset();
    setAsked(what);
  };
  const finish = (news: string) => {
    setAsked(null);
    tellDone(news);
  };

  const keepAs = ({ name, isShared }: ViewNaming) =>
    keep.mutate(
      { name, isShared, search },
      {
        onSuccess: ({ view: made }) => {
          setKeptId(made.id);
          finish(`“${made.name}” is kept`);
        },
      },
    );
  const rename = (naming: ViewNaming) => {
    if (view === undefined) return;
    change.mutate({ id: view.id, ...naming }, { onSuccess: () => finish("The view is changed") });
  };
  const saveChanges = ({ id }: CountedView) =>
    change.mutate(
      { id, search },
      { onSuccess: () => tellDone("The view is changed"), onError: tellFailed },
    );
  const deleteView = ({ id, name }: CountedView) =>
    remove.mutate(id, {
      onSuccess: ({ undo }) => {
        setKeptId(null);
        tellDone(`“${name}” is deleted`, undefined, {
          label: "Undo",
          run: () => restore.mutate(undo, { onError: tellFailed }),
        });
      },
      onError: tellFailed,
    });

  return (
    <>
      {isGone ? <GoneNote onDismiss={() => setKeptId(null)} /> : null}
      {view !== undefined && !view.isOwn ? (
        <span className="text-xs text-ink-soft">Shared by {view.ownerName}</span>
      ) : null}
      <div role="group" aria-label="This view" className="ms-auto flex flex-wrap gap-1">
        {view?.isOwn && !sameSearch(view.search, spelled) ? (
          <Button look="primary" busy={change.isPending} onClick={() => saveChanges(view)}>
            Save changes
          </Button>
        ) : null}
        <Button look="quiet" onClick={() => ask("keep")}>
          <Bookmark size={14} aria-hidden />
          Keep as a view
        </Button>
        {view?.mayDelete ? (
          <Menu
            trigger={
              <Button look="quiet">
                View
                <ChevronDown size={14} aria-hidden />
              </Button>
            }
            items={menuOf(
              view,
              () => ask("rename"),
              () => deleteView(view),
            )}
          />
        ) : null}
      </div>
      {asked === "keep" ? (
        <KeepViewDialog
          title="Keep this list as a view"
          verb="Keep"
          start={{ name: "", isShared: false }}
          busy={keep.isPending}
          error={keep.error}
          onSend={keepAs}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {asked === "rename" && view !== undefined ? (
        <KeepViewDialog
          title="Name and sharing"
          verb="Save"
          start={view}
          busy={change.isPending}
          error={change.error}
          onSend={rename}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}

function menuOf(view: CountedView, onRename: () => void, onDelete: () => void): MenuItem[] {
  const own: MenuItem[] = [
    { kind: "act", id: "rename", label: "Name and sharing…", onSelect: onRename },
    { kind: "rule", id: "rule" },
  ];
  return [
    ...(view.isOwn ? own : []),
    { kind: "act", id: "delete", label: "Delete this view", danger: true, onSelect: onDelete },
  ];
}

/** The address names a view that is no more. What it asked for is still shown. */
function GoneNote({ onDismiss }: { onDismiss: () => void }) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-2 text-sm">
      <span className="text-warn">This view is gone; its filters are left.</span>
      <Button look="quiet" onClick={onDismiss}>
        All right
      </Button>
    </div>
  );
}
