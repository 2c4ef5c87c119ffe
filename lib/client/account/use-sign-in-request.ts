"use client";

import { useSyncExternalStore } from "react";
import { currentSignInRequest, onSignInRequest, type SignInRequest } from "./sign-in-requests";

/** The sign-in that is asked for now, or `null`. Apart from the requests themselves, which the query cache of the server's side imports too. */
export function useSignInRequest(): SignInRequest | null {
  return useSyncExternalStore(onSignInRequest, currentSignInRequest, () => null);
}
