"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import type { RarerWork } from "./use-rarer-work";

// Opened by few visits to a ticket; not part of the first load.
const RejectDialog = dynamic(
  () => import("./reject-dialog").then((module) => module.RejectDialog),
  { ssr: false },
);
const DeleteDialog = dynamic(
  () => import("./delete-dialog").then((module) => module.DeleteDialog),
  { ssr: false },
);
const PatternDialog = dynamic(
  () => import("./pattern-dialog").then((module) => module.PatternDialog),
  { ssr: false },
);
const LinkDialog = dynamic(() => import("./link-dialog").then((module) => module.LinkDialog), {
  ssr: false,
});
const MessageDialog = dynamic(
  () => import("./message-dialog").then((module) => module.MessageDialog),
  { ssr: false },
);

/** The dialog in which a rarer act is being prepared, if any. */
export function RarerDialogs({ rarer }: { rarer: RarerWork }): ReactNode {
  const { dialog, ticket } = rarer;
  if (dialog === null || ticket === undefined) return null;
  switch (dialog.kind) {
    case "reject":
      return <RejectDialog rarer={rarer} ticket={ticket} row={dialog.row} />;
    case "delete":
      return <DeleteDialog rarer={rarer} ticket={ticket} />;
    case "pattern":
      return <PatternDialog rarer={rarer} ticket={ticket} />;
    case "link":
      return <LinkDialog rarer={rarer} ticket={ticket} />;
    case "message":
      return <MessageDialog rarer={rarer} ticket={ticket} />;
  }
}
