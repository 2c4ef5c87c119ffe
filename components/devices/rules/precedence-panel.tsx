"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { ProgressBar } from "@/components/ui/progress-bar";
import { readProblem } from "@/components/ui/read-problem";
import { RelativeTime } from "@/components/ui/relative-time";
import { tellDone } from "@/components/ui/toaster";
import {
  changesIn,
  toRules,
  usualDrafts,
  type RuleDrafts,
} from "@/lib/client/devices/rules/precedence-draft";
import { usePrecedence, useSetPrecedence } from "@/lib/client/devices/rules/use-precedence";
import type { PrecedenceResult, ViewWriting } from "@/lib/contracts/rules";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { PrecedenceTable } from "./precedence-table";

const NONE: RuleDrafts = {};

/** Which system is believed about which attribute, to be changed and saved as a whole. */
export function PrecedencePanel() {
  const query = usePrecedence(true);
  const [drafts, setDrafts] = useState(NONE);
  return (
    <Panel title="Whose value is shown" query={query} size="auto">
      {(result) => (
        <div className="grid gap-3">
          <p className="max-w-prose text-sm text-ink-soft">
            Where both systems tell an attribute, the one that comes first is shown, and the other
            behind a mark. A system that has not seen a device for so many days longer than the
            other no longer comes first for it. “Differ” counts the devices on which they disagree.
          </p>
          <PrecedenceTable rows={result.attributes} drafts={drafts} onDraft={setDrafts} />
          <SaveBar result={result} drafts={drafts} onDrafts={setDrafts} />
          <WritingNote writing={result.writing} />
        </div>
      )}
    </Panel>
  );
}

function SaveBar({
  result,
  drafts,
  onDrafts,
}: {
  result: PrecedenceResult;
  drafts: RuleDrafts;
  onDrafts: (drafts: RuleDrafts) => void;
}) {
  const saving = useSetPrecedence();
  const { attributes, updatedAt, updatedBy } = result;
  const changes = changesIn(attributes, drafts);
  const isFaulty = changes.some(({ rule }) => rule === null);
  const save = () =>
    saving.mutate(
      { rules: toRules(attributes, drafts), base: updatedAt },
      {
        onSuccess: () => {
          onDrafts(NONE);
          tellDone("The rules are saved", "The devices follow in a moment.");
        },
      },
    );
  return (
    <div className="flex flex-wrap items-center gap-2 border-t pt-3">
      <Button
        look="primary"
        busy={saving.isPending}
        refusedBecause={whyNotSaved(changes.length, isFaulty)}
        onClick={save}
      >
        {changes.length === 0
          ? "Save"
          : `Save ${formatCounted(changes.length, "change", DISPLAY_LOCALE)}`}
      </Button>
      {changes.length === 0 ? null : (
        <Button look="quiet" onClick={() => onDrafts(NONE)}>
          Undo
        </Button>
      )}
      <Button look="quiet" onClick={() => onDrafts(usualDrafts(attributes))}>
        Set all to the usual
      </Button>
      <span className="ms-auto text-xs text-ink-soft">
        {updatedAt === null ? (
          "The usual rules hold."
        ) : (
          <>
            Last set by {updatedBy} <RelativeTime iso={updatedAt} />
          </>
        )}
      </span>
      {saving.error ? (
        <div className="basis-full">
          <FieldError>{readProblem(saving.error).title}</FieldError>
        </div>
      ) : null}
    </div>
  );
}

function whyNotSaved(changes: number, isFaulty: boolean): string | null {
  if (changes === 0) return "Nothing is changed.";
  return isFaulty ? "One of the numbers of days cannot be." : null;
}

/** How far the devices follow the rules; nothing once they do. */
function WritingNote({ writing }: { writing: ViewWriting | null }) {
  if (writing === null) return null;
  if (writing.endedAt === null) {
    return (
      <ProgressBar
        label="Devices that follow the rules"
        done={writing.done}
        total={writing.total}
      />
    );
  }
  if (!writing.failed) return null;
  return (
    <p role="status" className="text-xs text-warn">
      Writing the devices anew stopped at {writing.done} of {writing.total}. The others follow as
      their records change, or when Sightline starts again.
    </p>
  );
}
