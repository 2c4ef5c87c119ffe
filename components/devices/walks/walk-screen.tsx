"use client";

import dynamic from "next/dynamic";
import { FailedFace } from "@/components/ui/panel";
import { Screen } from "@/components/ui/screen";
import { SkeletonLines } from "@/components/ui/skeleton";
import { useWalk } from "@/lib/client/devices/walks/use-walk";

// Its scans lie in the browser's own store, which a server does not have.
const WalkDesk = dynamic(() => import("./walk-desk").then((module) => module.WalkDesk), {
  ssr: false,
  loading: () => <Waiting />,
});

/** One audit walk. */
export function WalkScreen({ id }: { id: string }) {
  const walk = useWalk(id);
  const { data } = walk;
  return (
    <Screen title={data ? `Audit walk: ${data.walk.place}` : "Audit walk"} showTitle>
      {data ? (
        <WalkDesk key={id} result={data} staleBecause={walk.error} />
      ) : walk.error ? (
        <FailedFace error={walk.error} retry={walk.refetch} busy={walk.isFetching} />
      ) : (
        <Waiting />
      )}
    </Screen>
  );
}

function Waiting() {
  return (
    <section aria-busy="true" aria-label="Audit walk">
      <p className="sr-only">Loading</p>
      <SkeletonLines />
    </section>
  );
}
