"use client";

import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { OrganizationsResult } from "@/lib/contracts/connections";
import { apiGet } from "../api";
import { connectionKeys } from "../keys";

/** The KACE organisations that the signed-in person may work in. */
export function useOrganizations(): UseQueryResult<OrganizationsResult> {
  return useQuery({
    queryKey: connectionKeys.organizations(),
    queryFn: ({ signal }) =>
      apiGet<OrganizationsResult>("/api/connections/kace/organizations", ["organizations"], {
        signal,
      }),
    refetchOnWindowFocus: false,
  });
}
