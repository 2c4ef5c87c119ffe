"use client";

import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import * as Radix from "radix-ui/toast";
import { Kbd } from "./kbd";
import { readToasts, removeToast, subscribeToToasts, type ToastMessage } from "./toast-store";

const NONE: readonly ToastMessage[] = [];
const GOOD_MS = 5000;
/** Who may want to take something back needs time to see what came of it. */
const OFFER_MS = 10_000;

/** The news that nobody has closed yet. */
export function ToastList() {
  const messages = useSyncExternalStore(subscribeToToasts, readToasts, () => NONE);
  return (
    <Radix.Provider label="News" swipeDirection="right">
      {messages.map((message) => (
        <Toast key={message.id} message={message} />
      ))}
      <Radix.Viewport className="fixed end-3 bottom-16 z-50 grid w-80 max-w-11/12 gap-2 sm:bottom-3" />
    </Radix.Provider>
  );
}

function Toast({ message }: { message: ToastMessage }) {
  const good = message.tone === "good";
  return (
    <Radix.Root
      type={good ? "background" : "foreground"}
      // What failed stays until somebody has read it.
      duration={good ? (message.action ? OFFER_MS : GOOD_MS) : Number.POSITIVE_INFINITY}
      onOpenChange={(open) => (open ? undefined : removeToast(message.id))}
      className="flex items-start gap-2 rounded-md border bg-raised p-3 text-sm text-ink shadow-lift motion-safe:animate-appear"
    >
      {good ? (
        <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-good" />
      ) : (
        <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-bad" />
      )}
      <div className="min-w-0 grow">
        <Radix.Title className="font-medium">{message.title}</Radix.Title>
        {message.note === null ? null : (
          <Radix.Description className="text-xs text-ink-soft">{message.note}</Radix.Description>
        )}
      </div>
      {message.action === undefined ? null : (
        <Radix.Action
          altText={message.action.label}
          onClick={message.action.run}
          className="-my-1 min-h-6 shrink-0 rounded-sm px-1.5 font-medium text-accent hover:bg-hover"
        >
          {message.action.label}
          {message.action.keys === undefined ? null : (
            <span className="hidden sm:inline">
              {" "}
              <Kbd keys={message.action.keys} />
            </span>
          )}
        </Radix.Action>
      )}
      <Radix.Close
        aria-label="Close"
        className="-me-1 -mt-1 grid size-6 shrink-0 place-items-center rounded-sm text-ink-faint hover:bg-hover"
      >
        <X size={14} aria-hidden />
      </Radix.Close>
    </Radix.Root>
  );
}
