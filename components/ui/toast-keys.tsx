"use client";

import { useSyncExternalStore } from "react";
import { useActions } from "./actions";
import { readToasts, removeToast, subscribeToToasts, type ToastMessage } from "./toast-store";

const NONE: readonly ToastMessage[] = [];

/** Offers by key what the newest news offer, for as long as they stand. Draws nothing. */
export function ToastKeys() {
  const messages = useSyncExternalStore(subscribeToToasts, readToasts, () => NONE);
  const newest = messages.findLast(({ action }) => action?.keys !== undefined);
  const action = newest?.action;
  useActions(
    newest === undefined || action?.keys === undefined
      ? []
      : [
          {
            id: "toast",
            label: `${action.label}: ${newest.title}`,
            group: "Here",
            keys: action.keys,
            run: () => {
              removeToast(newest.id);
              action.run();
            },
          },
        ],
  );
  return null;
}
