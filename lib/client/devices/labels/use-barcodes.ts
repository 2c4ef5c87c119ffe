"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiGet, apiSend } from "@/lib/client/api";
import { deviceKeys, toSearchString } from "@/lib/client/keys";
import type { BarcodesResult, BarcodeWish } from "@/lib/contracts/barcodes";
import { joinCsv } from "@/lib/contracts/csv";
import type { LabelsResult } from "@/lib/contracts/labels";

// Barcodes are read live from KACE, so their key stands apart from the device's own: a change of the index must not
// send a question to the appliance.
const keyOf = (ref: string) => ["device-barcodes", ref] as const;
const pathOf = (ref: string, id?: string) =>
  `/api/devices/${encodeURIComponent(ref)}/barcodes${id === undefined ? "" : `/${encodeURIComponent(id)}`}`;
const EXPECTS = ["barcodes", "refusal"] as const;

/** The barcodes that KACE keeps for a device. */
export function useBarcodes(ref: string) {
  return useQuery({
    queryKey: keyOf(ref),
    queryFn: ({ signal }) => apiGet<BarcodesResult>(pathOf(ref), EXPECTS, { signal }),
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/** One change of a device's barcodes. `id` of `null`: a new one; `wish` of `null`: it is deleted. */
export interface BarcodeChange {
  id: string | null;
  wish: BarcodeWish | null;
}

/** Adds, changes or deletes a barcode; what KACE then holds takes the place of what was shown. */
export function useChangeBarcode(ref: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, wish }: BarcodeChange) => {
      if (id === null) return apiSend<BarcodesResult>("POST", pathOf(ref), wish, EXPECTS);
      return wish === null
        ? apiSend<BarcodesResult>("DELETE", pathOf(ref, id), {}, EXPECTS)
        : apiSend<BarcodesResult>("PUT", pathOf(ref, id), wish, EXPECTS);
    },
    onSuccess: (result) => client.setQueryData(keyOf(ref), result),
  });
}

/** The label of one device: its QR code, and the codes of its tag and serial. */
export function useLabel(ref: string) {
  return useQuery({
    queryKey: [...deviceKeys.all, "label", ref],
    queryFn: ({ signal }) =>
      apiGet<LabelsResult>(
        `/api/devices/labels${toSearchString({ refs: joinCsv([ref]) })}`,
        ["labels"],
        { signal },
      ),
  });
}
