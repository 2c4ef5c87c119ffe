"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { keepForm } from "../../forms/use-record-form";
import { deviceFormPlace, sendFile, sendRemoval, type DeviceRecordPlace } from "./requests";

/** Puts a file into a field. */
export function useSendFile(place: DeviceRecordPlace, onProgress: (sentBytes: number) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: { field: string; file: File }) => sendFile(place, wish, onProgress),
    onSuccess: (result) => keepForm(client, deviceFormPlace(place), result),
  });
}

/** Takes the file of a field away. */
export function useRemoveFile(place: DeviceRecordPlace) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (field: string) => sendRemoval(place, field),
    onSuccess: (result) => keepForm(client, deviceFormPlace(place), result),
  });
}
