"use client";

import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { MeResult } from "@/lib/contracts/account";
import type { Source } from "@/lib/domain/source";
import { forgetDrafts } from "../draft-shelf";
import { meKeys } from "../keys";
import { flushDrafts } from "../tickets/draft-sync";
import { fetchMe, sendDisconnect, sendSignOut } from "./requests";

/** Who is signed in. */
export function useMe(): UseQueryResult<MeResult> {
  return useQuery({ queryKey: meKeys.all, queryFn: ({ signal }) => fetchMe(signal) });
}

/** Signs out of one system. Everything on the page is read again, for it may show less now. */
export function useDisconnect() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (source: Source) => sendDisconnect(source),
    onSuccess: (me) => {
      client.setQueryData(meKeys.all, me);
      return client.invalidateQueries();
    },
  });
}

/** Signs out of Sightline and both systems, then shows the sign-in page with an empty memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: async () => {
      // What was just typed waits on the server for the next sign-in; afterwards nobody is there to send it.
      await flushDrafts();
      return sendSignOut();
    },
    onSuccess: () => {
      // The next person at this computer must not find what this one typed.
      forgetDrafts(localStorage);
      window.location.replace(new URL("/sign-in", window.location.origin));
    },
  });
}
