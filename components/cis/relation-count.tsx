import { NumberLink } from "@/components/ui/number-link";
import { ciHref } from "@/lib/client/cis/ci-links";

/** How many relations a CI has; opens them. Unknown until they were read, which takes its turn. */
export function RelationCount({
  ciRef,
  relations,
  tabIndex,
}: {
  ciRef: string;
  relations: number | null;
  tabIndex?: number;
}) {
  if (relations === null) return <span className="text-ink-faint">not read yet</span>;
  if (relations === 0) return <span className="text-ink-faint">0</span>;
  return (
    <NumberLink
      count={relations}
      unit="relation"
      href={ciHref(ciRef)}
      {...(tabIndex === undefined ? {} : { tabIndex })}
    />
  );
}
