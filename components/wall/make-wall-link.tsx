"use client";

import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { useCopy } from "@/components/ui/use-copy";
import { useCreateWallLink } from "@/lib/client/wall/use-wall-links";

/** Names a new link and shows its address, once. */
export function MakeWallLink() {
  const create = useCreateWallLink();
  const [name, setName] = useState("");
  const [fault, setFault] = useState<string | undefined>(undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    setFault(wanted === "" ? "Name the wall, so that it can be told apart." : undefined);
    if (wanted !== "" && !create.isPending) {
      create.mutate(wanted, {
        onSuccess: () => setName(""),
        onError: (error) => setFault(readProblem(error).title),
      });
    }
  };
  return (
    <>
      <form onSubmit={submit} noValidate className="flex max-w-xl flex-wrap items-end gap-2">
        <div className="min-w-48 grow">
          <Field label="Name of a new wall" error={fault}>
            {(control) => (
              <Input
                {...control}
                value={name}
                maxLength={80}
                autoComplete="off"
                placeholder="Service desk, second floor"
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Button type="submit" look="primary" busy={create.isPending}>
          Make a link
        </Button>
      </form>
      {create.data ? (
        <NewLinkDialog
          name={create.data.link.name}
          path={create.data.path}
          onClose={() => create.reset()}
        />
      ) : null}
    </>
  );
}

function NewLinkDialog({
  name,
  path,
  onClose,
}: {
  name: string;
  path: string;
  onClose: () => void;
}) {
  const address = `${window.location.origin}${path}`;
  const { input, copy } = useCopy("The link");
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Link for “${name}”`}
      description="It is shown this once. Whoever has it sees the wall; revoke it when it gets out."
      wide
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button look="primary" onClick={() => void copy()}>
            Copy the link
          </Button>
        </>
      }
    >
      <Field
        label="Address for the television"
        hint="Add ?theme=light for a bright room. Arrow keys turn pages, the space bar holds one."
      >
        {(control) => (
          <Input
            {...control}
            ref={input}
            readOnly
            value={address}
            onFocus={(event) => event.target.select()}
            className="font-mono"
          />
        )}
      </Field>
    </Dialog>
  );
}
