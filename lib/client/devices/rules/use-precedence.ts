"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { PrecedenceResult, PrecedenceWrite } from "@/lib/contracts/rules";
import { apiGet, apiSend } from "../../api";
import { precedenceKeys } from "../../keys";

const PATH = "/api/devices/rules/precedence";
const EXPECTS = ["attributes", "updatedAt", "writing"] as const;
/** While devices are being written by new rules. */
const LOOK_EVERY_MS = 1_000;

/** The rules, with how far the devices follow them. */
export function usePrecedence(enabled: boolean) {
  return useQuery({
    queryKey: precedenceKeys.all,
    queryFn: ({ signal }) => apiGet<PrecedenceResult>(PATH, [...EXPECTS], { signal }),
    enabled,
    refetchInterval: ({ state }) => {
      const writing = state.data?.writing;
      return writing && writing.endedAt === null ? LOOK_EVERY_MS : false;
    },
  });
}

/** Sets the rules whole. */
export function useSetPrecedence() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (write: PrecedenceWrite) =>
      apiSend<PrecedenceResult>("PUT", PATH, write, [...EXPECTS]),
    onSuccess: (result) => client.setQueryData(precedenceKeys.all, result),
    // Somebody else's change is the usual reason; what was chosen here stays on the screen.
    onError: () => client.invalidateQueries({ queryKey: precedenceKeys.all }),
  });
}
