"use client";

import "./globals.css";
import { Button } from "@/components/ui/button";

/** The document itself could not be drawn. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <title>Sightline could not start</title>
        <main className="grid min-h-dvh place-content-center justify-items-center gap-4 p-6 text-center">
          <h1 className="text-lg font-semibold">Sightline could not start this page</h1>
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
      </body>
    </html>
  );
}
