import "server-only";
import { closeStreamsAtSignal } from "./events/closers";
import { SettingsError, settings } from "./env";
import { log } from "./log";
import { watchOddPaths } from "./proxy/odd-paths";
import { runtime, stopRuntime } from "./runtime";

/** The exit code of a wrong configuration (EX_CONFIG). */
const EXIT_CONFIG = 78;

/** Starts the server's parts once, with the process, and ends them with it. */
export function boot(): void {
  try {
    settings();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_CONFIG);
  }
  watchOddPaths();
  // Requests that come before the index is open wait for the same start.
  runtime().catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exit(1);
  });
  // An open stream never ends by itself and would hold up everything that ends after it.
  closeStreamsAtSignal(process);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      stopRuntime()
        .catch((err: unknown) => log.error({ err }, "the server's parts did not end cleanly"))
        .finally(() => process.exit(0));
    });
  }
}
