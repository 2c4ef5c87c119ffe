"use client";

import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type {
  AddonDetail,
  AddonOutcome,
  AddonsResult,
  AddonWrite,
} from "@/lib/contracts/connections";
import { apiGet, apiSend } from "../api";
import { connectionKeys } from "../keys";

const PATH = "/api/connections/sysaid/addons";
const pathOf = (name: string) => `${PATH}/${encodeURIComponent(name)}`;

/** Each look is a request of the person's own at SysAid, so none is made for a mere change of window. */
const QUIET = { refetchOnWindowFocus: false, staleTime: 60_000 } as const;

/** SysAid's add-ons, as the signed-in person sees them. */
export function useAddons(): UseQueryResult<AddonsResult> {
  return useQuery({
    ...QUIET,
    queryKey: connectionKeys.addons(),
    queryFn: ({ signal }) => apiGet<AddonsResult>(PATH, ["addons"], { signal }),
  });
}

/** One add-on with its fields; secrets come without their values. */
export function useAddon(name: string): UseQueryResult<AddonDetail> {
  return useQuery({
    ...QUIET,
    queryKey: connectionKeys.addon(name),
    queryFn: ({ signal }) => apiGet<AddonDetail>(pathOf(name), ["name", "fields"], { signal }),
  });
}

/** Switches an add-on and changes the values that were typed. */
export function useUpdateAddon() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, ...write }: AddonWrite & { name: string }) =>
      apiSend<AddonOutcome>("PUT", pathOf(name), write, ["addon", "message"]),
    onSettled: () => client.invalidateQueries({ queryKey: connectionKeys.addons() }),
  });
}

/** Has SysAid try an add-on's connection with the values that were typed; keeps nothing. */
export function useTryAddon() {
  return useMutation({
    mutationFn: ({ name, values }: Pick<AddonWrite, "values"> & { name: string }) =>
      apiSend<AddonOutcome>("POST", `${pathOf(name)}/test`, { values }, ["addon", "message"]),
  });
}

/** Has SysAid read its list anew from the vendor. */
export function useRefreshAddons() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => apiSend<AddonsResult>("POST", PATH, {}, ["addons", "message"]),
    onSuccess: (result) => client.setQueryData(connectionKeys.addons(), result),
  });
}
