"use client";

import { useEffect, useState } from "react";
import {
  isUntouched,
  keepFormDraft,
  readFormDraft,
  type FormDraft,
} from "@/lib/client/forms/form-drafts";

/** The unsaved changes of a form, kept at every key. Mount anew per `key`. Leaving the page with some is asked about. */
export function useFormDraft(key: string): [FormDraft, (draft: FormDraft) => void] {
  const [draft, setDraft] = useState(() => readFormDraft(localStorage, key, Date.now()));
  const isTouched = !isUntouched(draft);
  useEffect(() => {
    if (!isTouched) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isTouched]);
  const change = (next: FormDraft) => {
    setDraft(next);
    keepFormDraft(localStorage, key, next, Date.now());
  };
  return [draft, change];
}
