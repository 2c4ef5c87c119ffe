import "server-only";
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  circuitBreaker,
  handleWhen,
} from "cockatiel";
import type { Source } from "@/lib/domain/source";
import {
  UpstreamBusyError,
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamTimeoutError,
} from "@/lib/server/upstream/errors";

export interface BreakerOptions {
  source: Source;
  /** Failures in a row that open it. Default 6. */
  failures?: number;
  /** How long it stays open the first time; doubles with every failed trial up to half a minute. Default 5 s. */
  openMs?: number;
}

/** Spares a source that is down, and the people who would wait for its time-outs. */
export interface Breaker {
  /** @throws UpstreamBusyError without running the task while the breaker is open */
  run<Result>(operation: string, task: () => Promise<Result>): Promise<Result>;
  /** @throws UpstreamBusyError while the breaker is open, so that nothing queues for a source that is down */
  check(operation: string): void;
  /** Epoch ms until which it is open, `null` when closed or on trial. */
  openUntil(): number | null;
}

const OPEN_MAX_MS = 30_000;

/** Creates the breaker of one source. Refusals (4xx) are answers, not failures, and never open it. */
export function createBreaker(options: BreakerOptions): Breaker {
  const { source, failures = 6, openMs = 5_000 } = options;
  let retryAt = 0;
  const policy = circuitBreaker(handleWhen(isFailure), {
    breaker: new ConsecutiveBreaker(failures),
    halfOpenAfter: new DelegateBackoff(({ attempt }: { attempt: number }) => {
      const delayMs = Math.min(OPEN_MAX_MS, openMs * 2 ** Math.max(0, attempt - 1));
      retryAt = Date.now() + delayMs;
      return delayMs;
    }),
  });
  const isOpen = () => policy.state === CircuitState.Open && retryAt > Date.now();
  const busy = (operation: string) =>
    new UpstreamBusyError({ source, operation, reason: "breaker", retryAt });
  return {
    async run(operation, task) {
      try {
        return await policy.execute(task);
      } catch (error) {
        throw error instanceof BrokenCircuitError ? busy(operation) : error;
      }
    },
    check(operation) {
      if (isOpen()) throw busy(operation);
    },
    openUntil: () => (isOpen() ? retryAt : null),
  };
}

function isFailure(error: Error): boolean {
  if (error instanceof UpstreamHttpError) return error.status >= 500;
  return error instanceof UpstreamNetworkError || error instanceof UpstreamTimeoutError;
}
