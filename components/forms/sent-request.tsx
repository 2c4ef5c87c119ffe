import type { SentRequest } from "@/lib/contracts/record-form";

/** A request as it goes to a system, to the letter. */
export function SentRequestView({ request }: { request: SentRequest | null }) {
  if (request === null) {
    return <p className="text-sm text-ink-soft">Nothing: everything stands so already.</p>;
  }
  return (
    <pre
      tabIndex={0}
      aria-label="The request"
      className="max-h-64 overflow-auto rounded-sm bg-sunken p-3 font-mono text-xs break-all whitespace-pre-wrap"
    >
      {`${request.method} ${request.path}\n\n${request.body}`}
    </pre>
  );
}
