"use client";

import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { FormResult } from "@/lib/contracts/record-form";
import { ciKeys, deviceKeys, formKeys, ticketKeys } from "../keys";
import type { FormDraft } from "./form-drafts";
import { fetchChoices, fetchForm, sendForm, type FormPlace } from "./requests";

/** A form that was read this lately is not read again by itself: each reading asks the system. */
const READING_LASTS_MS = 60_000;
const CHOICES_LAST_MS = 5 * 60_000;

/**
 * A record's form, asked of its system when it is opened and at `refetch`. Its key stands apart from the record's own.
 * `anew`: also where it was read a moment ago, for who comes to change it.
 */
export function useRecordForm(place: FormPlace | null, { anew = false }: { anew?: boolean } = {}) {
  return useQuery({
    queryKey: place === null ? formKeys.all : formKeys.of(place),
    queryFn: ({ signal }) => {
      if (place === null) throw new TypeError("no record is chosen");
      return fetchForm(place, signal);
    },
    enabled: place !== null,
    staleTime: READING_LASTS_MS,
    refetchOnMount: anew ? "always" : true,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
}

/** What a field can be set to. Asked once it is opened; again with what was typed where not all came at once. */
export function useFieldChoices(place: FormPlace, field: string, search: string, enabled: boolean) {
  return useQuery({
    queryKey: formKeys.choices(place, field, search),
    queryFn: ({ signal }) => fetchChoices(place, { field, search }, signal),
    enabled,
    staleTime: CHOICES_LAST_MS,
    retry: false,
  });
}

/** Saves a form's changes. Whatever comes of it, the form as read after it stands in the place of the one before. */
export function useSaveForm(place: FormPlace) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: FormDraft) => sendForm(place, draft),
    onSuccess: (result) => {
      if (result.outcome !== "preview" && result.form !== null) {
        keepForm(client, place, { form: result.form });
      }
    },
  });
}

/** What would be sent. */
export function usePreviewForm(place: FormPlace) {
  return useMutation({
    mutationFn: (draft: FormDraft) => sendForm(place, draft, { preview: true }),
  });
}

/** Puts a form as it was just read in the place of the one before, and marks what shows its record as old. */
export function keepForm(client: QueryClient, place: FormPlace, { form }: FormResult): void {
  client.setQueryData<FormResult>(formKeys.of(place), { form });
  for (const { all } of [deviceKeys, ciKeys, ticketKeys]) {
    void client.invalidateQueries({ queryKey: all });
  }
}
