"use client";

import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { OrganizationsResult } from "@/lib/contracts/connections";
import { apiGet, apiSend } from "../api";
import { connectionKeys } from "../keys";

const PATH = "/api/connections/kace";

/** The KACE organisations that the signed-in person may work in. */
export function useOrganizations(): UseQueryResult<OrganizationsResult> {
  return useQuery({
    queryKey: connectionKeys.organizations(),
    queryFn: ({ signal }) =>
      apiGet<OrganizationsResult>(`${PATH}/organizations`, ["organizations"], { signal }),
    refetchOnWindowFocus: false,
  });
}

/**
 * Has the signed-in person work in another organisation. Everything on the page is read again, also after a failure:
 * a switch whose end is unknown shows nothing of KACE either.
 */
export function useSwitchOrganization() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      apiSend<OrganizationsResult>("POST", `${PATH}/organization`, { id }, ["organizations"]),
    onSuccess: (result) => client.setQueryData(connectionKeys.organizations(), result),
    onSettled: () => client.invalidateQueries(),
  });
}
