"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { HealthResult, WallResult } from "@/lib/contracts/metrics";
import { ApiError, apiGet } from "../api";
import { wallKeys } from "../keys";
import { listenForChanges } from "../live";
import { parseKeptPicture } from "./wall-picture";

/** Also without a stream: a wall asks so often, for ever, whatever the last answer was. */
const ASK_EVERY_MS = 15_000;
const VERSION_EVERY_MS = 5 * 60_000;

export interface Wall {
  /** The last picture that ever came, also from before a reload. */
  picture: WallResult | null;
  /** Why nothing newer came, in few words, or `null`. */
  failure: string | null;
}

/** A wall's numbers, live. It never gives up and never throws. */
export function useWall(token: string): Wall {
  const client = useQueryClient();
  const path = `/api/wall/${encodeURIComponent(token)}`;
  const query = useQuery({
    queryKey: wallKeys.metrics(token),
    queryFn: ({ signal }) => apiGet<WallResult>(path, ["metrics", "sources"], { signal }),
    refetchInterval: ASK_EVERY_MS,
    refetchIntervalInBackground: true,
    networkMode: "always",
    retry: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    const kept = readKept(token);
    if (kept && client.getQueryData(wallKeys.metrics(token)) === undefined) {
      client.setQueryData(wallKeys.metrics(token), kept, { updatedAt: Date.parse(kept.asOf) || 0 });
    }
    return listenForChanges(client, `${path}/events`, () => [wallKeys.all]);
  }, [client, token, path]);
  useEffect(() => {
    if (query.data) keep(token, query.data);
  }, [query.data, token]);
  useReloadOnNewVersion();
  return { picture: query.data ?? null, failure: query.error ? wordsOf(query.error) : null };
}

function wordsOf(error: Error): string {
  if (error instanceof ApiError && error.code === "not_found") {
    return "this link is no longer valid; an administrator can make a new one";
  }
  return "Sightline cannot be reached";
}

// The token opens the wall, so only a part of it names where the picture lies.
const placeOf = (token: string) => `sightline-wall-${token.slice(0, 12)}`;

function readKept(token: string): WallResult | null {
  try {
    return parseKeptPicture(localStorage.getItem(placeOf(token)));
  } catch (error) {
    // A browser that keeps nothing shows the wall all the same.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function keep(token: string, picture: WallResult): void {
  try {
    localStorage.setItem(placeOf(token), JSON.stringify(picture));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** A television runs for months: when the server has become another version, its page comes anew. */
function useReloadOnNewVersion(): void {
  const { data } = useQuery({
    queryKey: [...wallKeys.all, "version"],
    queryFn: ({ signal }) => apiGet<HealthResult>("/api/health", ["version"], { signal }),
    refetchInterval: VERSION_EVERY_MS,
    staleTime: VERSION_EVERY_MS,
    retry: false,
    select: (health) => health.version,
  });
  useEffect(() => {
    if (data === undefined) return;
    const known = document.documentElement.dataset["version"];
    if (known === undefined) document.documentElement.dataset["version"] = data;
    else if (known !== data) window.location.reload();
  }, [data]);
}
