import type { Source } from "@/lib/domain/source";
import { ApiError } from "../api";

// Any part of a page may find out that a sign-in has ended; one dialog, in the frame, asks for a new one.

/** Who has to sign in: to one system, or to Sightline as a whole. */
export type SignInRequest = { to: Source } | { to: "sightline" };

let current: SignInRequest | null = null;
const listeners = new Set<() => void>();

function set(request: SignInRequest | null): void {
  current = request;
  for (const listener of listeners) listener();
}

/** Opens the sign-in to one system over the page. What stands on the page stays. */
export function askForSignIn(source: Source): void {
  set({ to: source });
}

/** Closes the dialog. */
export function closeSignInRequest(): void {
  set(null);
}

/**
 * Opens the fitting dialog when a request failed for want of a sign-in; every other failure is left alone.
 * The query cache calls it for every read and write, so that screens need not.
 * @returns whether it did.
 */
export function askForSignInAfter(error: unknown): boolean {
  const wanted = requestFor(error);
  if (wanted === null) return false;
  // The question that is open is answered first; a second dialog over it would lose what was typed.
  if (current === null) set(wanted);
  return true;
}

/** The sign-in that a failure asks for, or `null`. */
export function requestFor(error: unknown): SignInRequest | null {
  if (!(error instanceof ApiError)) return null;
  if (error.code === "not_signed_in") return { to: "sightline" };
  return error.code === "source_sign_in_needed" && error.source ? { to: error.source } : null;
}

/** Hears when the question changes, until the returned function is called. */
export function onSignInRequest(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The sign-in that is asked for now, or `null`. */
export function currentSignInRequest(): SignInRequest | null {
  return current;
}
