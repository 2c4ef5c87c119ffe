import { useId } from "react";
import { StatLink } from "@/components/ui/number-link";
import { Skeleton } from "@/components/ui/skeleton";
import { toAllStats, toMineStats, type Stat } from "@/lib/client/home/home-links";
import type { HomeResult } from "@/lib/contracts/metrics";

const MINE_COUNT = 4;
const ALL_COUNT = 8;

/** The numbers at the top: what waits for the viewer, then everything that they may see. */
export function StatRows({ home }: { home: HomeResult | undefined }) {
  const today = home?.metrics.trend.at(-1)?.day;
  const mine = home ? toMineStats(home.mine) : null;
  const all = home && today !== undefined ? toAllStats(home.metrics, today) : null;
  return (
    <div className="grid gap-3 lg:grid-cols-3">
      <StatGroup
        title="Mine"
        stats={mine}
        count={MINE_COUNT}
        columns="grid-cols-2 sm:grid-cols-4 lg:grid-cols-2"
      />
      <StatGroup
        title="Everything that I may see"
        stats={all}
        count={ALL_COUNT}
        columns="grid-cols-2 sm:grid-cols-4"
        className="lg:col-span-2"
      />
    </div>
  );
}

interface StatGroupProps {
  title: string;
  /** `null` until the first answer; tiles of the same size stand there. */
  stats: readonly Stat[] | null;
  count: number;
  columns: string;
  className?: string;
}

function StatGroup({ title, stats, count, columns, className = "" }: StatGroupProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      aria-busy={stats === null}
      className={`grid gap-1.5 ${className}`}
    >
      <h2 id={id} className="text-sm font-semibold">
        {title}
      </h2>
      <div className={`grid auto-rows-fr gap-2 ${columns}`}>
        {stats === null
          ? Array.from({ length: count }, (_, at) => <StatSkeleton key={at} />)
          : stats.map((stat) => <StatLink key={stat.label} {...stat} />)}
      </div>
    </section>
  );
}

function StatSkeleton() {
  return (
    <div className="grid content-start gap-0.5 rounded-md border bg-surface px-4 py-3">
      <span className="flex h-5 items-center">
        <Skeleton className="h-3 w-20" />
      </span>
      <span className="flex h-9 items-center">
        <Skeleton className="h-6 w-14" />
      </span>
      <span className="h-4" />
    </div>
  );
}
