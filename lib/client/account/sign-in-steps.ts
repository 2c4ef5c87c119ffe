import type { SignInOutcome } from "@/lib/contracts/account";
import type { Source } from "@/lib/domain/source";

/** Where the sign-in to one system stands. Times are ISO 8601 in UTC. */
export type SourceStep =
  | { step: "connected" }
  | { step: "refused" }
  | { step: "second_factor"; ticket: string; wrong: boolean }
  | { step: "wait"; until: string }
  | { step: "unavailable"; reason: string };

/** Only the systems that were asked stand in it. */
export type SignInSteps = Readonly<Partial<Record<Source, SourceStep>>>;

/**
 * What to show. `form`: nothing is connected yet. `second_factor`: a system waits for its code.
 * `partly`: one is connected, another is not. `done`: all that were asked are connected.
 */
export type SignInStage =
  | { stage: "form" }
  | { stage: "second_factor"; source: Source; ticket: string; wrong: boolean }
  | { stage: "partly" }
  | { stage: "done" };

const ORDER = ["kace", "sysaid"] as const satisfies readonly Source[];

/** The steps with the systems' answers in place; systems that did not answer keep theirs. */
export function takeOutcomes(steps: SignInSteps, outcomes: readonly SignInOutcome[]): SignInSteps {
  const next = { ...steps };
  for (const outcome of outcomes) next[outcome.source] = toStep(outcome);
  return next;
}

function toStep(outcome: SignInOutcome): SourceStep {
  switch (outcome.outcome) {
    case "connected":
    case "refused":
      return { step: outcome.outcome };
    case "second_factor":
      return { step: "second_factor", ticket: outcome.ticket, wrong: false };
    case "wait":
      return { step: "wait", until: outcome.until };
    case "unavailable":
      return { step: "unavailable", reason: outcome.reason };
  }
}

/** The steps after an answer to a second factor. A refused code may be tried again with the same ticket. */
export function takeCodeOutcomes(
  steps: SignInSteps,
  ticket: string,
  outcomes: readonly SignInOutcome[],
): SignInSteps {
  const refused = outcomes.filter((outcome) => outcome.outcome === "refused");
  const next = { ...takeOutcomes(steps, outcomes) };
  for (const { source } of refused) next[source] = { step: "second_factor", ticket, wrong: true };
  return next;
}

/** The steps without one system: its sign-in is given up. */
export function leaveOut(steps: SignInSteps, source: Source): SignInSteps {
  const next = { ...steps };
  delete next[source];
  return next;
}

export function stageOf(steps: SignInSteps): SignInStage {
  const asked = ORDER.flatMap((source) => {
    const step = steps[source];
    return step ? [{ source, step }] : [];
  });
  for (const { source, step } of asked) {
    if (step.step !== "second_factor") continue;
    return { stage: "second_factor", source, ticket: step.ticket, wrong: step.wrong };
  }
  const connected = asked.filter(({ step }) => step.step === "connected").length;
  if (connected === 0) return { stage: "form" };
  return { stage: connected === asked.length ? "done" : "partly" };
}

/** The systems that wait, the first to be tried again at the front. */
export function waitsOf(steps: SignInSteps): { source: Source; untilMs: number }[] {
  return ORDER.flatMap((source) => {
    const step = steps[source];
    return step?.step === "wait" ? [{ source, untilMs: Date.parse(step.until) }] : [];
  }).sort((a, b) => a.untilMs - b.untilMs);
}
