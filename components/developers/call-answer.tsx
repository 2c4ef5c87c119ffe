"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { CallAnswer } from "@/lib/client/developers/send-call";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatBytes, formatCount } from "@/lib/format/numbers";
import { CodeBlock } from "./code-block";

/** What came back: status, time and size, the headers that tell something, and the text or the file. */
export function CallAnswerView({ answer }: { answer: CallAnswer }) {
  const { status, tookMs, bytes, headers, text } = answer;
  const time = `${formatCount(Math.round(tookMs), DISPLAY_LOCALE)} ms`;
  return (
    <section aria-label="What came back" className="grid min-w-0 gap-2">
      <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 figures">
        <span className="font-medium">Status {status}</span>
        <span className="text-ink-soft">{time}</span>
        <span className="text-ink-soft">{formatBytes(bytes, DISPLAY_LOCALE)}</span>
      </p>
      {headers.length === 0 ? null : (
        <dl className="grid gap-x-3 font-mono text-xs text-ink-soft sm:grid-cols-[auto_1fr]">
          {headers.map(({ name, value }) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="wrap-anywhere text-ink">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {text === null || text === "" ? null : <CodeBlock label="The answer" text={text} />}
      {bytes === 0 ? (
        <p className="text-ink-soft">Nothing beside that.</p>
      ) : (
        <div>
          <Button onClick={() => save(answer)}>
            <Download size={14} aria-hidden />
            Save {text === null ? answer.fileName : "the answer"}
          </Button>
        </div>
      )}
    </section>
  );
}

const KEPT_MS = 60_000;

/** Hands the answer to the browser as a file; nothing of it is opened here. */
function save({ content, fileName }: CallAnswer): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser may still be asking where to.
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
