"use client";

import { Button } from "@/components/ui/button";

/** A page that could not be drawn. The digest is what the server's log knows it by. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-4 p-6 text-center">
      <h1 className="text-lg font-semibold">This page could not be shown</h1>
      <p className="max-w-sm text-ink-soft">
        Nothing was changed. Try again; if it stays, tell your administrator the code below.
      </p>
      <Button look="primary" onClick={reset}>
        Try again
      </Button>
      <p className="text-xs text-ink-faint">
        Code <code className="font-mono">{error.digest ?? "none"}</code>
      </p>
    </main>
  );
}
