"use client";

import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { CreateToken, CreateTokenResult, ListTokensResult } from "@/lib/contracts/tokens";
import { apiGet, apiSend } from "../api";
import { tokenKeys } from "../keys";

const PATH = "/api/account/tokens";

/** One's own tokens, ended ones too for a while. */
export function useTokens(): UseQueryResult<ListTokensResult> {
  return useQuery({
    queryKey: tokenKeys.all,
    queryFn: ({ signal }) => apiGet<ListTokensResult>(PATH, ["rows"], { signal }),
  });
}

/** Makes a token. Its secret is told this once. */
export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: CreateToken) =>
      apiSend<CreateTokenResult>("POST", PATH, wanted, ["token", "secret"]),
    onSuccess: () => client.invalidateQueries({ queryKey: tokenKeys.all }),
    // A secret is shown and forgotten; it does not stay in the page's memory.
    gcTime: 0,
  });
}

/** Revokes a token at once. */
export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      apiSend<ListTokensResult>("DELETE", `${PATH}/${encodeURIComponent(id)}`, {}, ["rows"]),
    onSuccess: (tokens) => client.setQueryData(tokenKeys.all, tokens),
  });
}
