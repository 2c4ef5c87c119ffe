import Link from "next/link";
import { LiveRegion } from "@/components/ui/live-region";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { BulkResult } from "@/lib/client/tickets/bulk/run";
import type { Bulk } from "@/lib/client/tickets/bulk/use-bulk";
import { ticketHref } from "@/lib/client/tickets/ticket-links";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount, formatCounted } from "@/lib/format/numbers";

/** How far a run over many tickets is, and which of them did not take it and why. */
export function BulkResults({ bulk, refs }: { bulk: Bulk; refs: readonly string[] }) {
  const results = refs.flatMap((ref) => bulk.results.get(ref) ?? []);
  const failed = results.filter(({ outcome }) => outcome === "failed");
  const words = summaryOf(results, refs.length);
  return (
    <div className="grid gap-3 text-sm">
      <ProgressBar label="Tickets" done={results.length} total={refs.length} />
      {bulk.phase === "over" ? <p className="font-medium">{words}</p> : null}
      <LiveRegion>{bulk.phase === "over" ? words : ""}</LiveRegion>
      {failed.length === 0 ? null : (
        <ul aria-label="Not done" className="grid gap-2 border-t pt-3">
          {failed.map(({ ref, ticket, why }) => (
            <li key={ref} className="grid gap-0.5">
              <Link href={ticketHref(ref)} className="truncate text-accent hover:underline">
                <span className="figures">{ticket?.number ?? ref}</span> {ticket?.title ?? ""}
              </Link>
              <span className="text-xs text-bad">{why}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** `12 changed, 1 was so already, 2 failed, 5 not tried.` */
export function summaryOf(results: readonly BulkResult[], total: number): string {
  const count = (outcome: BulkResult["outcome"]) =>
    results.filter((one) => one.outcome === outcome).length;
  const parts = [
    { count: count("done"), words: "changed" },
    { count: count("same"), words: "so already" },
    { count: count("failed"), words: "failed" },
    { count: total - results.length, words: "not tried" },
  ];
  const told = parts
    .filter((part) => part.count > 0)
    .map((part) => `${formatCount(part.count, DISPLAY_LOCALE)} ${part.words}`);
  return `${formatCounted(total, "ticket", DISPLAY_LOCALE)}: ${told.join(", ")}.`;
}
