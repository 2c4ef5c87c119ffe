"use client";

import { ArrowLeft, Printer } from "lucide-react";
import Link from "next/link";
import { useMemo, useSyncExternalStore } from "react";
import { useActions } from "@/components/ui/actions";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState, FailedFace } from "@/components/ui/panel";
import { Screen } from "@/components/ui/screen";
import { SkeletonLines } from "@/components/ui/skeleton";
import { parseRef, type Ref } from "@/lib/domain/ref";
import { refsOfLabels } from "@/lib/client/devices/labels/label-links";
import { useLabels, type LabelsQueryState } from "@/lib/client/devices/labels/use-labels";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { LabelForm } from "./label-form";
import { layoutOf, splitSheets } from "./label-layouts";
import { LabelSheet } from "./label-sheet";
import { useLabelOptions } from "./use-label-options";

/** Sheets of labels of the devices that the address names: as they will be printed, with what can be chosen. */
export function LabelsScreen() {
  const refs = useRefs();
  const labels = useLabels(refs ?? NO_REFS);
  const print = () => window.print();
  useActions([{ id: "print", label: "Print the labels", group: "Here", keys: "p", run: print }]);
  const isReady = (labels.data?.labels.length ?? 0) > 0;
  return (
    <Screen
      title="Labels"
      showTitle
      toolbar={
        <div className="flex flex-wrap items-center gap-2" data-print="hide">
          <p className="text-ink-soft" role="status">
            {refs && labels.data && refs.length > 0
              ? countWords(labels.data.labels.length, refs.length)
              : null}
          </p>
          <Link href="/devices" className={buttonClass("quiet", "ms-auto")}>
            <ArrowLeft size={14} aria-hidden />
            All devices
          </Link>
          <Button
            look="primary"
            onClick={print}
            refusedBecause={isReady ? null : "There is no label to print."}
          >
            <Printer size={14} aria-hidden />
            Print
          </Button>
        </div>
      }
    >
      {refs === null ? (
        <LabelsWaiting />
      ) : refs.length === 0 ? (
        <EmptyState
          why="No device was chosen. Tick devices in the list and choose Print labels."
          action={
            <Link href="/devices" className={buttonClass()}>
              Choose devices
            </Link>
          }
        />
      ) : (
        <LabelsBody labels={labels} />
      )}
    </Screen>
  );
}

function LabelsBody({ labels }: { labels: LabelsQueryState }) {
  const [options, setOptions] = useLabelOptions();
  if (labels.data === undefined) {
    return labels.error ? (
      <FailedFace error={labels.error} retry={labels.refetch} busy={labels.isFetching} />
    ) : (
      <LabelsWaiting />
    );
  }
  if (labels.data.labels.length === 0) {
    return <EmptyState why="None of these devices exists any more, or you may not see them." />;
  }
  const layout = layoutOf(options.layout);
  const sheets = splitSheets(labels.data.labels, layout, options.skip);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[18rem_minmax(0,1fr)]">
      <LabelForm
        options={options}
        onChange={setOptions}
        layout={layout}
        labels={labels.data.labels}
        hasAddress={labels.data.hasAddress}
      />
      <div
        className="relative grid min-w-0 justify-items-start gap-4 overflow-x-auto"
        tabIndex={0}
        role="region"
        aria-label="Preview"
      >
        {sheets.map((places, at) => (
          <LabelSheet key={at} places={places} layout={layout} options={options} number={at + 1} />
        ))}
      </div>
    </div>
  );
}

function LabelsWaiting() {
  return (
    <section aria-busy="true" aria-label="Labels">
      <p className="sr-only">Loading</p>
      <SkeletonLines />
    </section>
  );
}

function countWords(shown: number, asked: number): string {
  const words = formatCounted(shown, "label", DISPLAY_LOCALE);
  const lacking = asked - shown;
  if (lacking <= 0) return words;
  return `${words}; ${formatCounted(lacking, "device", DISPLAY_LOCALE)} not found or shown twice`;
}

const NO_REFS: Ref[] = [];
const listen = (onChange: () => void) => {
  window.addEventListener("hashchange", onChange);
  window.addEventListener("popstate", onChange);
  return () => {
    window.removeEventListener("hashchange", onChange);
    window.removeEventListener("popstate", onChange);
  };
};

/** The devices that the address names; `null` while the page is drawn on the server, which sees no hash. */
function useRefs(): Ref[] | null {
  const named = useSyncExternalStore(
    listen,
    () => refsOfLabels(window.location).join("\n"),
    () => null,
  );
  return useMemo(
    () =>
      named
        ?.split("\n")
        .map(parseRef)
        .filter((ref) => ref !== null) ?? null,
    [named],
  );
}
