"use client";

import type { Source } from "@/lib/domain/source";
import { SignInFlow } from "./sign-in-flow";

/** The sign-in of a whole page: afterwards the wanted page is loaded anew, with an empty memory. */
export function SignInCard({ sources, next }: { sources: readonly Source[]; next: string }) {
  return <SignInFlow sources={sources} onDone={() => window.location.assign(next)} />;
}
