"use client";

import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { FormResult } from "@/lib/contracts/asset-form";
import { ciKeys, deviceKeys } from "../../keys";
import type { FormDraft } from "./form-drafts";
import {
  fetchChoices,
  fetchForm,
  sendFile,
  sendForm,
  sendRemoval,
  type FormPlace,
} from "./requests";

/** A form that was read this lately is not read again by itself: each reading asks the system. */
const READING_LASTS_MS = 60_000;
const CHOICES_LAST_MS = 5 * 60_000;

const formKey = ({ device, record }: FormPlace) => ["device-form", device, record] as const;

/** A record's form, asked of its system when it is opened and at `refetch`. Its key stands apart from the device's own. */
export function useRecordForm(place: FormPlace | null) {
  return useQuery({
    queryKey: place === null ? ["device-form"] : formKey(place),
    queryFn: ({ signal }) => {
      if (place === null) throw new TypeError("no record is chosen");
      return fetchForm(place, signal);
    },
    enabled: place !== null,
    staleTime: READING_LASTS_MS,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
}

/** What a field can be set to. Asked once it is opened; again with what was typed where not all came at once. */
export function useFieldChoices(place: FormPlace, field: string, search: string, enabled: boolean) {
  return useQuery({
    queryKey: [...formKey(place), "choices", field, search],
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
      if (result.outcome !== "preview" && result.form !== null) keepForm(client, place, result);
    },
  });
}

/** What would be sent. */
export function usePreviewForm(place: FormPlace) {
  return useMutation({
    mutationFn: (draft: FormDraft) => sendForm(place, draft, { preview: true }),
  });
}

/** Puts a file into a field. */
export function useSendFile(place: FormPlace, onProgress: (sentBytes: number) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: { field: string; file: File }) => sendFile(place, wish, onProgress),
    onSuccess: (result) => keepForm(client, place, result),
  });
}

/** Takes the file of a field away. */
export function useRemoveFile(place: FormPlace) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (field: string) => sendRemoval(place, field),
    onSuccess: (result) => keepForm(client, place, result),
  });
}

function keepForm(
  client: QueryClient,
  place: FormPlace,
  { form }: { form: FormResult["form"] | null },
): void {
  if (form !== null) client.setQueryData<FormResult>(formKey(place), { form });
  void client.invalidateQueries({ queryKey: deviceKeys.all });
  void client.invalidateQueries({ queryKey: ciKeys.all });
}
