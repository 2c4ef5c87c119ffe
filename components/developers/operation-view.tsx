"use client";

import { Copy } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { StatusBadge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/button";
import { tellDone } from "@/components/ui/toaster";
import { toCurl } from "@/lib/client/developers/curl";
import { useCallDraft } from "@/lib/client/developers/drafts";
import { systemLabel } from "@/lib/client/developers/find-operations";
import type { CallDraft } from "@/lib/client/developers/prepare-call";
import type { OperationDetail } from "@/lib/contracts/developers";
import { CodeBlock } from "./code-block";
import { BodyFields, FormParts, ParameterTable } from "./operation-fields";
import { ANSWER_WORDS, describeOperation, harmDisplay } from "./operation-displays";
import { RecordedAnswer } from "./recorded-answer";
import { SystemMark } from "./system-mark";
import { TryIt } from "./try-it";

/** One operation: what it is, what it takes and answers, and the means to try it. */
export function OperationView({
  operation,
  address,
}: {
  operation: OperationDetail;
  address: string;
}) {
  const [draft, change] = useCallDraft(operation);
  const { body, parameters, answer, example } = operation;
  return (
    <article className="grid min-w-0 gap-5 p-4">
      <Head operation={operation} />
      {parameters.length === 0 && !operation.anyFilter ? null : (
        <Part title="Parameters">
          <ParameterTable parameters={parameters} />
          {operation.anyFilter ? (
            <p className="text-ink-soft">
              Any filter of {systemLabel(operation.system)} is a parameter of its own name, too.
            </p>
          ) : null}
        </Part>
      )}
      {body.json === null ? null : (
        <Part title="Body">
          <BodyFields
            label="Members of the body"
            fields={body.json.fields}
            none="Its members are not documented."
          />
        </Part>
      )}
      {body.form === null ? null : (
        <Part title={body.json === null ? "Form" : "Or a form, with files"}>
          <FormParts parts={body.form} />
        </Part>
      )}
      <Part title="Try it as yourself">
        <TryIt operation={operation} draft={draft} change={change} />
      </Part>
      <Part title="Answer">
        <p className="text-ink-soft">{ANSWER_WORDS[answer.kind]}.</p>
        {answer.fields.length === 0 ? null : (
          <details>
            <summary className="min-h-6 cursor-pointer text-accent">
              Members of the answer ({answer.fields.length})
            </summary>
            <BodyFields label="Members of the answer" fields={answer.fields} none="" />
          </details>
        )}
        {example === null ? null : <RecordedAnswer example={example} />}
      </Part>
      <Part title="In a script">
        <Script operation={operation} draft={draft} address={address} />
      </Part>
    </article>
  );
}

function Head({ operation }: { operation: OperationDetail }) {
  const { system, group, id, title, method, path, spellings } = operation;
  return (
    <header className="grid min-w-0 gap-2">
      <p className="flex flex-wrap items-center gap-1.5 text-xs text-ink-soft">
        <SystemMark system={system} />
        <span className="sr-only">{systemLabel(system)}</span>
        {group}
        <span aria-hidden>·</span>
        <code className="font-mono wrap-anywhere">{id}</code>
        <StatusBadge display={harmDisplay(operation)} />
      </p>
      <h2 className="text-base font-semibold wrap-anywhere">{title}</h2>
      <p className="flex min-w-0 items-center gap-1 rounded-sm border bg-sunken ps-2.5">
        <code className="min-w-0 grow py-1.5 font-mono text-xs wrap-anywhere">
          <span className="font-semibold">{method}</span> {path}
        </code>
        <CopyButton what="The path" text={path} />
      </p>
      {spellings.length === 0 ? null : (
        <p className="text-xs text-ink-soft">
          Also reached as{" "}
          {spellings.map((spelling) => (
            <code key={spelling} className="me-2 font-mono wrap-anywhere">
              {spelling}
            </code>
          ))}
        </p>
      )}
      <p className="max-w-prose text-ink-soft">{describeOperation(operation).join(" ")}</p>
    </header>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid min-w-0 gap-2">
      <h3 className="border-b pb-1 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Script({
  operation,
  draft,
  address,
}: {
  operation: OperationDetail;
  draft: CallDraft;
  address: string;
}) {
  if (operation.forPeopleOnly) {
    return <p className="text-ink-soft">No script does this: tokens are refused here.</p>;
  }
  const line = toCurl(operation, draft, address);
  return (
    <>
      <p className="text-ink-soft">
        With one of your{" "}
        <Link href="/account/tokens" className="text-accent underline">
          personal tokens
        </Link>{" "}
        in the variable TOKEN{operation.reads ? "" : ", one that may write"}:
      </p>
      <CodeBlock
        label="The line for a shell"
        text={line}
        action={<CopyButton what="The line" text={line} />}
      />
    </>
  );
}

function CopyButton({ what, text }: { what: string; text: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      tellDone(`${what} is copied`);
    } catch {
      // Not every browser lets a page write there; the text can be marked by hand.
      tellDone(`${what} could not be copied`, "Mark it and press Ctrl C or ⌘ C.");
    }
  };
  return (
    <IconButton
      label={`Copy ${what.toLowerCase()}`}
      icon={<Copy size={14} aria-hidden />}
      onClick={() => void copy()}
    />
  );
}
