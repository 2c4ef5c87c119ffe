"use client";

import { CircleOff, RotateCw, TriangleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";
import { readProblem } from "./read-problem";
import { SkeletonLines } from "./skeleton";

/** The part of a query's result that a panel reads; TanStack Query's result fits as it is. */
export interface PanelQuery<Value> {
  data: Value | undefined;
  error: Error | null;
  isFetching: boolean;
  refetch: () => unknown;
}

export type PanelSize = "sm" | "md" | "lg" | "auto";

const SIZES = {
  sm: "panel-sm",
  md: "panel-md",
  lg: "panel-lg",
  auto: "",
} as const satisfies Record<PanelSize, string>;

/** Why there is nothing, and the way out. */
export interface EmptyFace {
  why: string;
  action?: ReactNode;
}

interface PanelProps<Value> {
  title: string;
  query: PanelQuery<Value>;
  /** The height that all five faces keep. */
  size?: PanelSize;
  /** Small controls beside the title. */
  actions?: ReactNode;
  /** Says that the value is empty, or `null`. */
  emptyOf?: (value: Value) => EmptyFace | null;
  /** Says since when and why the value is old, in words, or `null`. */
  staleOf?: (value: Value) => string | null;
  /** What stands there while nothing has come yet; lines of text unless told otherwise. */
  skeleton?: ReactNode;
  /** Without a padding, for contents that reach the edge. */
  flush?: boolean;
  className?: string;
  children: (value: Value) => ReactNode;
}

/** A titled part of a screen with its five faces: loading, empty, failed, old, full. All have the same size. */
export function Panel<Value>({
  title,
  query,
  size = "md",
  actions,
  flush = false,
  className,
  ...faces
}: PanelProps<Value>) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      aria-busy={query.data === undefined && query.error === null}
      className={classNames("flex min-w-0 flex-col rounded-md border bg-surface", className)}
    >
      <header className="flex min-h-10 flex-wrap items-center gap-x-2 border-b px-4 py-1">
        <h2 id={id} className="max-w-full grow truncate text-sm font-semibold">
          {title}
        </h2>
        {actions}
      </header>
      <div
        className={classNames("relative flex min-w-0 grow flex-col", SIZES[size], !flush && "p-4")}
      >
        <PanelBody query={query} flush={flush} {...faces} />
      </div>
    </section>
  );
}

function PanelBody<Value>({
  query,
  flush = false,
  emptyOf,
  staleOf,
  skeleton,
  children,
}: Pick<PanelProps<Value>, "query" | "flush" | "emptyOf" | "staleOf" | "skeleton" | "children">) {
  if (query.data === undefined) {
    if (query.error)
      return <FailedFace error={query.error} retry={query.refetch} busy={query.isFetching} />;
    return (
      <>
        <p className="sr-only">Loading</p>
        {skeleton ?? (
          <div className={flush ? "p-4" : undefined}>
            <SkeletonLines />
          </div>
        )}
      </>
    );
  }
  const empty = emptyOf?.(query.data) ?? null;
  const old = query.error
    ? `Showing the last answer. ${readProblem(query.error).title}`
    : (staleOf?.(query.data) ?? null);
  return (
    <>
      {old === null ? null : <StaleBanner text={old} retry={query.error ? query.refetch : null} />}
      {empty ? <EmptyState {...empty} /> : children(query.data)}
    </>
  );
}

/** Nothing to show: why, and what to do about it. */
export function EmptyState({ why, action }: EmptyFace) {
  return (
    <div className="m-auto grid max-w-sm justify-items-center gap-3 p-4 text-center text-ink-soft">
      <CircleOff size={20} aria-hidden className="text-ink-faint" />
      <p>{why}</p>
      {action}
    </div>
  );
}

/** What failed, with the request id and a way to try again. */
export function FailedFace({
  error,
  retry,
  busy,
}: {
  error: Error;
  retry: () => unknown;
  busy: boolean;
}) {
  const problem = readProblem(error);
  return (
    <div role="alert" className="m-auto grid max-w-md justify-items-center gap-3 p-4 text-center">
      <TriangleAlert size={20} aria-hidden className="text-bad" />
      <p>{problem.title}</p>
      <Button busy={busy} onClick={() => void retry()}>
        <RotateCw size={14} aria-hidden />
        Try again
      </Button>
      {problem.requestId === null ? null : (
        <p className="text-xs text-ink-faint">
          Request <code className="font-mono">{problem.requestId}</code>
        </p>
      )}
    </div>
  );
}

function StaleBanner({ text, retry }: { text: string; retry: (() => unknown) | null }) {
  return (
    <div className="mb-3 flex items-center gap-2 rounded-sm bg-warn-soft px-2.5 py-1.5 text-xs text-warn">
      <TriangleAlert size={14} aria-hidden className="shrink-0" />
      <p className="min-w-0 grow">{text}</p>
      {retry === null ? null : (
        <button
          type="button"
          onClick={() => void retry()}
          className="min-h-6 shrink-0 px-1 font-medium underline"
        >
          Try again
        </button>
      )}
    </div>
  );
}
