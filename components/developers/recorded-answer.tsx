import type { RecordedExample } from "@/lib/contracts/developers";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatBytes } from "@/lib/format/numbers";
import { CodeBlock } from "./code-block";

/** A call to a simulated company and what it answered. */
export function RecordedAnswer({ example }: { example: RecordedExample }) {
  const { path, sent, status, contentType, text, bytes, isCut } = example;
  const size = formatBytes(bytes, DISPLAY_LOCALE);
  return (
    <div className="grid min-w-0 gap-2">
      <p className="text-xs text-ink-soft">
        A simulated company, asked for <code className="font-mono wrap-anywhere">{path}</code>
        {sent === null ? "" : " with this body"}:
      </p>
      {sent === null ? null : <CodeBlock label="Example body" text={sent} />}
      <p className="text-xs text-ink-soft">
        Status {status}
        {bytes === 0 ? ", nothing else" : `, ${contentType ?? "bytes"}, ${size}`}
        {isCut ? ", long lists cut short" : ""}
        {text === null ? "" : ":"}
      </p>
      {text === null ? null : <CodeBlock label="Example answer" text={text} />}
    </div>
  );
}
