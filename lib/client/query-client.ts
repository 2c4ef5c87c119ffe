import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { askForSignInAfter } from "./account/sign-in-requests";
import { ApiError } from "./api";

const STALE_AFTER_MS = 30_000;

/** One more try where a second one can help: no answer, or a server that is starting or restarting. */
export function shouldRetry(failures: number, error: Error): boolean {
  if (failures >= 1 || !(error instanceof ApiError)) return false;
  if (error.code === "network") return true;
  // A source that is not configured also answers 503, and no second question configures it.
  return (error.status === 502 || error.status === 503) && error.code !== "source_not_configured";
}

/** A query cache with the product's habits. Writes are never repeated by themselves; an ended sign-in is asked for again. */
export function createQueryClient(): QueryClient {
  const onError = (error: Error) => void askForSignInAfter(error);
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: STALE_AFTER_MS, retry: shouldRetry, retryDelay: 1000 },
      mutations: { retry: false },
    },
  });
}
