"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { KeyboardEvent, Ref } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { FailedFace } from "@/components/ui/panel";
import { SkeletonLines } from "@/components/ui/skeleton";
import { useOperation } from "@/lib/client/developers/use-operations";
import { OperationView } from "./operation-view";

interface OperationPaneProps {
  openKey: string | null;
  address: string;
  onClose: () => void;
  ref: Ref<HTMLElement>;
}

/** The open operation beside the list, or what this page is while none is open. Esc goes back to the list. */
export function OperationPane({ openKey, address, onClose, ref }: OperationPaneProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || openKey === null) return;
    // A dialog's own Esc comes here through React's tree, though not through the page's.
    if (event.target instanceof Node && !event.currentTarget.contains(event.target)) return;
    event.preventDefault();
    const line = document.querySelector<HTMLElement>('nav [data-operation][aria-current="true"]');
    if (line !== null && line.offsetParent !== null) line.focus();
    else onClose();
  };
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label="The open operation"
      onKeyDown={onKeyDown}
      className={classNames(
        "min-h-0 min-w-0 overflow-y-auto -outline-offset-2 md:block",
        openKey === null && "hidden",
      )}
    >
      {openKey === null ? (
        <Introduction />
      ) : (
        <>
          <div className="border-b px-2 py-1 md:hidden">
            <Button look="quiet" onClick={onClose}>
              <ArrowLeft size={14} aria-hidden />
              All operations
            </Button>
          </div>
          <Opened openKey={openKey} address={address} />
        </>
      )}
    </section>
  );
}

function Opened({ openKey, address }: { openKey: string; address: string }) {
  const operation = useOperation(openKey);
  if (operation.data) {
    return <OperationView key={openKey} operation={operation.data} address={address} />;
  }
  if (operation.error) {
    const { error, refetch, isFetching } = operation;
    return <FailedFace error={error} retry={refetch} busy={isFetching} />;
  }
  return (
    <div className="p-4" aria-busy>
      <p className="sr-only">Loading</p>
      <SkeletonLines lines={10} />
    </div>
  );
}

function Introduction() {
  return (
    <div className="grid max-w-prose gap-3 p-4 text-ink-soft">
      <p>
        Everything that KACE, SysAid and Sightline offer to programs, through one door. A call is
        made as you: with your own session in each system, so that what a system refuses you, it
        refuses here in its own words.
      </p>
      <p>
        Choose an operation to see what it takes and answers, and to try it here. Scripts ask with a{" "}
        <Link href="/account/tokens" className="text-accent underline">
          personal token
        </Link>
        .
      </p>
    </div>
  );
}
