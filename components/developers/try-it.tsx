"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { FailedFace } from "@/components/ui/panel";
import {
  prepareCall,
  targetOf,
  type CallDraft,
  type PreparedCall,
} from "@/lib/client/developers/prepare-call";
import { sendCall } from "@/lib/client/developers/send-call";
import { operationKeys } from "@/lib/client/keys";
import type { OperationDetail } from "@/lib/contracts/developers";
import { CallAnswerView } from "./call-answer";
import { CallFields } from "./call-fields";
import { ConfirmCall } from "./confirm-call";

interface Asked {
  call: PreparedCall;
  target: string;
}

/** Calls the operation as whoever looks at the page: a read at once, anything else after it was shown and confirmed. */
export function TryIt({
  operation,
  draft,
  change,
}: {
  operation: OperationDetail;
  draft: CallDraft;
  change: (part: Partial<CallDraft>) => void;
}) {
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [asked, setAsked] = useState<Asked | null>(null);
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: sendCall,
    gcTime: 0,
    onSuccess: (_answer, { reads }) => {
      // Whatever the other pages keep may be otherwise now, the viewer's own sign-ins among it.
      const isOld = (key: readonly unknown[]) => key[0] !== operationKeys.all[0];
      const filter = {
        predicate: (query: { queryKey: readonly unknown[] }) => isOld(query.queryKey),
      };
      if (!reads) void client.invalidateQueries(filter);
    },
  });
  if (operation.answer.kind === "stream") {
    return <p className="text-ink-soft">It answers without end; the line below shows it.</p>;
  }
  const start = () => {
    const made = prepareCall(operation, draft);
    setFaults(made.ready ? {} : made.faults);
    if (!made.ready || send.isPending) return;
    if (operation.reads) send.mutate(made.call);
    else setAsked({ call: made.call, target: targetOf(operation, draft, made.call) });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start();
  };
  const confirm = ({ call }: Asked) => {
    setAsked(null);
    send.mutate(call);
  };
  return (
    <form noValidate onSubmit={submit} className="grid min-w-0 gap-3" aria-label="Try it">
      <CallFields
        operation={operation}
        draft={draft}
        faults={faults}
        change={(part) => {
          setFaults({});
          change(part);
        }}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" busy={send.isPending}>
          <Play size={14} aria-hidden />
          {operation.reads ? "Ask" : "Look at the request"}
        </Button>
        <span role="status" className="text-xs text-ink-soft">
          {send.isPending ? "On its way" : ""}
          {Object.keys(faults).length > 0 ? "Not sent: something above is missing or wrong." : ""}
        </span>
      </div>
      {send.error === null || send.isPending ? null : (
        <div className="grid rounded-sm border">
          <FailedFace error={send.error} retry={start} busy={false} />
        </div>
      )}
      {send.data === undefined ? null : <CallAnswerView answer={send.data} />}
      {asked === null ? null : (
        <ConfirmCall
          operation={operation}
          call={asked.call}
          target={asked.target}
          onConfirm={() => confirm(asked)}
          onLeave={() => setAsked(null)}
        />
      )}
    </form>
  );
}
