"use client";

import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Kbd } from "@/components/ui/kbd";
import { FailedFace } from "@/components/ui/panel";
import { SkeletonLines } from "@/components/ui/skeleton";
import { ciHref } from "@/lib/client/cis/ci-links";
import { useCi } from "@/lib/client/cis/use-cis";
import type { CiRow } from "@/lib/contracts/cis";
import { ciDefinitions, ciDetailDefinitions } from "./ci-facts";

/** A CI beside the list: its row at once, then the rest. */
export function CiPreview({ ciRef, row }: { ciRef: string; row: CiRow | undefined }) {
  const query = useCi(ciRef);
  const ci = query.data?.ci;
  const shown = row ?? ci;
  if (shown === undefined) {
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
  return (
    <div className="grid gap-4 p-4">
      <h2 className="pe-8 text-base font-semibold wrap-anywhere">
        <Link href={ciHref(shown.ref)} className="hover:underline">
          {shown.name}
        </Link>
      </h2>
      <DefinitionList items={ciDefinitions(shown)} />
      <Link href={ciHref(shown.ref)} className={buttonClass("plain", "justify-self-start")}>
        Open with its relations
        <Kbd keys="Enter" />
      </Link>
      {ci === undefined ? <SkeletonLines /> : <DefinitionList items={ciDetailDefinitions(ci)} />}
    </div>
  );
}
