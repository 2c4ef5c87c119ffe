"use client";

import {
  useMutation,
  useQuery,
  useQueryClient,
  type Query,
  type UseQueryResult,
} from "@tanstack/react-query";
import type { OrganizationsResult } from "@/lib/contracts/connections";
import { apiGet, apiSend } from "../api";
import { connectionKeys, meKeys } from "../keys";

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

/** What stays on the screen while it is read again: who asks, and what they just pressed. */
const KEPT: readonly unknown[] = [meKeys.all[0], connectionKeys.all[0]];

/**
 * Has the signed-in person work in another organisation. Everything is read again, also after a failure, for a switch
 * whose end is unknown shows nothing of KACE either. Lists are forgotten, not only old: they would keep the rows that
 * are not theirs any more in sight.
 */
export function useSwitchOrganization() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      apiSend<OrganizationsResult>("POST", `${PATH}/organization`, { id }, ["organizations"]),
    onSuccess: (result) => client.setQueryData(connectionKeys.organizations(), result),
    onSettled: async () => {
      const isKept = ({ queryKey }: Query) => KEPT.includes(queryKey[0]);
      await Promise.all([
        client.invalidateQueries({ predicate: isKept }),
        client.resetQueries({ predicate: (query) => !isKept(query) }),
      ]);
    },
  });
}
