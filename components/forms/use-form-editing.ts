"use client";

import { useState } from "react";
import { readProblem } from "@/components/ui/read-problem";
import { tellDone } from "@/components/ui/toaster";
import {
  NO_DRAFT,
  changeField,
  fitDraft,
  forgetField,
  isUntouched,
  keepAltered,
  seeTheirs,
  type FormDraft,
} from "@/lib/client/forms/form-drafts";
import type { FormPlace } from "@/lib/client/forms/requests";
import { usePreviewForm, useSaveForm } from "@/lib/client/forms/use-record-form";
import type {
  FormDifference,
  FormFieldView,
  FormWriteResult,
  RecordFormView,
  SentRequest,
} from "@/lib/contracts/record-form";
import type { FormValue } from "@/lib/domain/record-form";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { NO_FAULT, faultOf, wholeFault, type Fault } from "./faults";
import { useFormDraft } from "./use-form-draft";

/** The work on a form: what is changed, what stands in the way, and sending it. */
export interface FormEditing {
  draft: FormDraft;
  /** Changes of before were brought back. */
  isBack: boolean;
  fault: Fault;
  differences: readonly FormDifference[];
  /** Why there is nothing to send; `null` when there is something. */
  nothing: string | null;
  /** Why it cannot be saved yet. */
  whyNot: string | null;
  isSaving: boolean;
  isPreviewing: boolean;
  preview: { request: SentRequest | null } | null;
  setField: (field: FormFieldView, value: FormValue) => void;
  keepMine: (difference: FormDifference) => void;
  takeTheirs: (difference: FormDifference) => void;
  submit: () => void;
  ask: () => void;
  /** Throws the changes away. */
  leave: () => void;
}

/** The work on the form of a record that stands. */
export function useFormEditing({
  place,
  form,
  draftKey,
  onLeave,
}: {
  place: FormPlace;
  form: RecordFormView;
  /** Whose changes they are: see `draftKey`. */
  draftKey: string;
  onLeave: () => void;
}): FormEditing {
  const [kept, setKept] = useFormDraft(draftKey);
  const [isBack] = useState(() => !isUntouched(kept));
  const [fault, setFault] = useState<Fault>(NO_FAULT);
  const [differences, setDifferences] = useState<FormDifference[]>([]);
  const save = useSaveForm(place);
  const preview = usePreviewForm(place);
  const draft = fitDraft(kept, form.fields);
  const onError = (error: Error) => setFault(wholeFault(readProblem(error).title));
  const change = (next: FormDraft) => {
    setKept(next);
    preview.reset();
  };
  const leave = () => {
    setKept(NO_DRAFT);
    onLeave();
  };
  const settle = (key: string, next: FormDraft) => {
    change(next);
    setDifferences(differences.filter((one) => one.key !== key));
  };
  const hear = (result: FormWriteResult) => {
    setDifferences(result.outcome === "differs" ? result.differences : []);
    if (result.outcome !== "saved" || result.altered.length > 0) {
      setFault(faultOf(result));
      if (result.outcome === "saved") change(keepAltered(draft, result.altered));
      return;
    }
    const { label } = SOURCE_LABELS[form.source];
    tellDone(result.request === null ? "Everything stood so already" : `Saved in ${label}`);
    leave();
  };
  const nothing = isUntouched(draft) ? "Nothing is changed yet." : null;
  const unsettled =
    differences.length > 0 ? "Choose first what holds where somebody else changed it." : null;
  return {
    draft,
    isBack,
    fault,
    differences,
    nothing,
    whyNot: nothing ?? unsettled,
    isSaving: save.isPending,
    isPreviewing: preview.isPending,
    preview: preview.data?.outcome === "preview" ? preview.data : null,
    setField: (field: FormFieldView, value: FormValue) => change(changeField(draft, field, value)),
    keepMine: ({ key, theirs }: FormDifference) => settle(key, seeTheirs(draft, key, theirs)),
    takeTheirs: ({ key }: FormDifference) => settle(key, forgetField(draft, key)),
    submit: () => {
      if (nothing === null && unsettled === null && !save.isPending) {
        save.mutate(draft, { onSuccess: hear, onError });
      }
    },
    ask: () => preview.mutate(draft, { onSuccess: (said) => setFault(faultOf(said)), onError }),
    leave,
  };
}
