"use client";

import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox, Field, Input, Select } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { useCreateToken } from "@/lib/client/account/use-tokens";
import { ApiError } from "@/lib/client/api";
import { NewTokenDialog } from "./new-token-dialog";

const LIVES = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "One year" },
];

/** Names a new token, says how long it lives and what it may do, and shows it, once. */
export function MakeToken({ address }: { address: string }) {
  const create = useCreateToken();
  const [name, setName] = useState("");
  const [days, setDays] = useState("90");
  const [readsOnly, setReadsOnly] = useState(true);
  const [fault, setFault] = useState<string | undefined>(undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    setFault(wanted === "" ? "Name the token, so that it can be told apart." : undefined);
    if (wanted === "" || create.isPending) return;
    create.mutate(
      { name: wanted, days: Number(days), access: readsOnly ? "read" : "full" },
      { onSuccess: () => setName(""), onError: (error) => setFault(wordsOf(error)) },
    );
  };
  return (
    <>
      <form onSubmit={submit} noValidate className="flex max-w-3xl flex-wrap items-end gap-3">
        <div className="min-w-48 grow">
          <Field label="Name of a new token" error={fault}>
            {(control) => (
              <Input
                {...control}
                value={name}
                maxLength={80}
                autoComplete="off"
                placeholder="Nightly report"
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Field label="Ends after">
          {(control) => (
            <Select
              {...control}
              options={LIVES}
              value={days}
              onChange={(event) => setDays(event.target.value)}
            />
          )}
        </Field>
        <Checkbox
          label="May only read"
          className="h-control"
          checked={readsOnly}
          onChange={(event) => setReadsOnly(event.target.checked)}
        />
        <Button type="submit" look="primary" busy={create.isPending}>
          Make a token
        </Button>
      </form>
      {create.data ? (
        <NewTokenDialog made={create.data} address={address} onClose={() => create.reset()} />
      ) : null}
    </>
  );
}

/** What was wrong with the name, or whatever else it was. */
function wordsOf(error: Error): string {
  const ofName = error instanceof ApiError ? error.fields["name"] : undefined;
  return ofName === undefined ? readProblem(error).title : `This name ${ofName}.`;
}
