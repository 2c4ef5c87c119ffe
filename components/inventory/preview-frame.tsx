import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { FailedFace } from "@/components/ui/panel";
import { SkeletonLines } from "@/components/ui/skeleton";

/** The open row beside a list: its name, what is told of it, and the way to its page. */
export function PreviewFrame({
  name,
  href,
  children,
}: {
  name: string;
  href: string;
  children: ReactNode;
}) {
  return (
    <div className="grid gap-4 p-4">
      <h2 className="pe-8 text-base font-semibold wrap-anywhere">
        <Link href={href} className="hover:underline">
          {name}
        </Link>
      </h2>
      {children}
      <Link href={href} className={buttonClass("plain", "justify-self-start")}>
        Open its page
        <Kbd keys="Enter" />
      </Link>
    </div>
  );
}

/** Where a row is open that the list does not hold, until it is read or fails. */
export function PreviewWaiting({
  query,
}: {
  query: { error: Error | null; refetch: () => unknown; isFetching: boolean };
}) {
  return (
    <div className="flex min-h-full flex-col p-4 pe-12">
      {query.error ? (
        <FailedFace error={query.error} retry={query.refetch} busy={query.isFetching} />
      ) : (
        <SkeletonLines />
      )}
    </div>
  );
}
