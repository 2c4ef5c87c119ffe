"use client";

import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { z } from "zod";
import type { CreateWallLinkResult, ListWallLinksResult } from "@/lib/contracts/metrics";
import { apiGet, apiSend } from "../api";
import { wallKeys } from "../keys";

type Links = z.infer<typeof ListWallLinksResult>;
type Made = z.infer<typeof CreateWallLinkResult>;

/** All wall links, revoked ones too. For administrators alone. */
export function useWallLinks(enabled: boolean): UseQueryResult<Links> {
  return useQuery({
    queryKey: wallKeys.links(),
    queryFn: ({ signal }) => apiGet<Links>("/api/wall-links", ["rows"], { signal }),
    enabled,
  });
}

/** Makes a link. Its path is told this once. */
export function useCreateWallLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      apiSend<Made>("POST", "/api/wall-links", { name }, ["link", "path"]),
    onSuccess: () => client.invalidateQueries({ queryKey: wallKeys.links() }),
  });
}

/** Revokes a link at once. */
export function useRevokeWallLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      apiSend<Links>("DELETE", `/api/wall-links/${encodeURIComponent(id)}`, {}, ["rows"]),
    onSuccess: (links) => client.setQueryData(wallKeys.links(), links),
  });
}
