"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { tellDone } from "@/components/ui/toaster";
import { useChangePlaceholders, usePlaceholders } from "@/lib/client/devices/identity/use-identity";
import type { PlaceholdersBody, PlaceholdersResult } from "@/lib/contracts/identity";
import { PLACEHOLDER_LIST_NAMES } from "@/lib/contracts/identity-fields";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { ApiError } from "@/lib/client/api";
import { readProblem } from "@/components/ui/read-problem";
import { FieldError } from "@/components/ui/field";
import { PlaceholderListField } from "./placeholder-list-field";

/** Values that identify no machine: what comes with the product, and what administrators add or take out. */
export function PlaceholderPanel() {
  const query = usePlaceholders();
  return (
    <Panel title="Values that identify nothing" query={query} size="auto">
      {(result) => <PlaceholderForm key={result.changed?.at ?? "never"} result={result} />}
    </Panel>
  );
}

function PlaceholderForm({ result }: { result: PlaceholdersResult }) {
  const [draft, setDraft] = useState<PlaceholdersBody>(() => editsOf(result));
  const saving = useChangePlaceholders();
  const changes = countChanges(editsOf(result), draft);
  const fields = saving.error instanceof ApiError ? saving.error.fields : {};
  const isFieldFault = Object.keys(fields).length > 0;
  const save = () =>
    saving.mutate(draft, {
      onSuccess: () => tellDone("The lists are kept", "Everything is matched again by them."),
    });
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-ink-soft">
        A serial number, network card, tag or name in these lists joins no records. Whatever changes
        here, everything is matched again; decisions of people hold.
      </p>
      <div className="grid gap-4 lg:grid-cols-2">
        {PLACEHOLDER_LIST_NAMES.map((list) => (
          <PlaceholderListField
            key={list}
            list={list}
            defaults={result.lists[list].defaults}
            edits={draft[list]}
            error={fields[list]}
            onChange={(edits) => setDraft((old) => ({ ...old, [list]: edits }))}
          />
        ))}
      </div>
      <FieldError>
        {saving.error === null || isFieldFault ? null : readProblem(saving.error).title}
      </FieldError>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t pt-3">
        <Button
          look="primary"
          busy={saving.isPending}
          refusedBecause={changes === 0 ? "Nothing was changed." : null}
          onClick={save}
        >
          Save and match again
        </Button>
        {changes === 0 ? null : (
          <>
            <Button
              look="quiet"
              onClick={() => {
                setDraft(editsOf(result));
                saving.reset();
              }}
            >
              Discard
            </Button>
            <span className="text-xs text-ink-soft">
              {formatCounted(changes, "unsaved change", DISPLAY_LOCALE)}
            </span>
          </>
        )}
        <MatchingState result={result} />
      </div>
    </div>
  );
}

/** Who changed the lists, and what came of the last matching. */
function MatchingState({ result: { changed, matching } }: { result: PlaceholdersResult }) {
  return (
    <p role="status" className="ms-auto flex flex-wrap items-center gap-x-3 text-xs text-ink-soft">
      {changed === null ? null : (
        <span>
          Changed by {changed.by} <RelativeTime iso={changed.at} />
        </span>
      )}
      {matching.state === "due" ? (
        <Badge tone="info">Matching everything</Badge>
      ) : (
        <span>
          Everything was matched <RelativeTime iso={matching.finishedAt} />:{" "}
          {formatCounted(matching.devices, "device", DISPLAY_LOCALE)},{" "}
          {formatCounted(matching.moved, "record", DISPLAY_LOCALE)} joined otherwise than before
        </span>
      )}
    </p>
  );
}

function editsOf({ lists }: PlaceholdersResult): PlaceholdersBody {
  const edits = ({ added, removed }: PlaceholdersResult["lists"]["serials"]) => ({
    added,
    removed,
  });
  return {
    serials: edits(lists.serials),
    macs: edits(lists.macs),
    tags: edits(lists.tags),
    hosts: edits(lists.hosts),
  };
}

function countChanges(before: PlaceholdersBody, after: PlaceholdersBody): number {
  const differ = (one: readonly string[], other: readonly string[]) =>
    one.filter((text) => !other.includes(text)).length +
    other.filter((text) => !one.includes(text)).length;
  return PLACEHOLDER_LIST_NAMES.reduce(
    (sum, list) =>
      sum +
      differ(before[list].added, after[list].added) +
      differ(before[list].removed, after[list].removed),
    0,
  );
}
