"use client";

import { useEffect, useRef, useState } from "react";
import type { SignInBody, SignInResult } from "@/lib/contracts/account";
import type { Source } from "@/lib/domain/source";
import { ApiError } from "../api";
import { sendSecondFactor, sendSignIn } from "./requests";
import {
  leaveOut,
  stageOf,
  takeCodeOutcomes,
  takeOutcomes,
  waitsOf,
  type SignInStage,
  type SignInSteps,
} from "./sign-in-steps";

/** One run through signing in, to any number of systems. */
export interface SignInRun {
  steps: SignInSteps;
  stage: SignInStage;
  /** What was typed as user name for each system that was asked. */
  userNames: Readonly<Partial<Record<Source, string>>>;
  busy: boolean;
  /** The request itself failed: nothing was asked of any system. */
  error: Error | null;
  /** Until when Sightline takes no further try (milliseconds), or `null`. */
  blockedUntilMs: number | null;
  submit: (body: SignInBody) => void;
  verify: (ticket: string, code: string) => void;
  /** Asks one system again with what was typed for it. */
  retry: (source: Source) => void;
  /** Gives one system up for now. */
  skip: (source: Source) => void;
  /** Back to the form, with nothing asked. */
  restart: () => void;
}

/** A system that said "wait until" is asked a moment later than that, for clocks differ. */
const GRACE_MS = 1000;

/** Signs in and keeps count of every system. `onDone` is called once all that were asked are connected. */
export function useSignIn(onDone: () => void): SignInRun {
  const [steps, setSteps] = useState<SignInSteps>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [blockedUntilMs, setBlockedUntilMs] = useState<number | null>(null);
  // Kept in memory alone, so that a system which must wait can be asked again without typing.
  const typed = useRef<SignInBody>({});
  const [userNames, setUserNames] = useState<SignInRun["userNames"]>({});

  const ask = async (send: () => Promise<SignInResult>, take: (result: SignInResult) => void) => {
    setBusy(true);
    setError(null);
    try {
      take(await send());
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error("The request failed.", { cause }));
      if (cause instanceof ApiError && cause.code === "rate_limited") {
        setBlockedUntilMs(Date.now() + (cause.retryAfterSeconds ?? 0) * 1000);
      }
    } finally {
      setBusy(false);
    }
  };
  const submit = (body: SignInBody) => {
    typed.current = { ...typed.current, ...body };
    const { kace, sysaid } = typed.current;
    setUserNames({
      ...(kace ? { kace: kace.userName } : {}),
      ...(sysaid ? { sysaid: sysaid.userName } : {}),
    });
    void ask(
      () => sendSignIn(body),
      (result) => setSteps((old) => takeOutcomes(old, result.outcomes)),
    );
  };
  const retry = (source: Source) => {
    const credentials = typed.current[source];
    if (credentials) submit({ [source]: credentials });
  };
  const verify = (ticket: string, code: string) =>
    void ask(
      () => sendSecondFactor({ ticket, code }),
      (result) => setSteps((old) => takeCodeOutcomes(old, ticket, result.outcomes)),
    );

  useRetryAfterWait(steps, busy, retry);
  const stage = stageOf(steps);
  useOnce(stage.stage === "done", onDone);
  return {
    steps,
    stage,
    userNames,
    busy,
    error,
    blockedUntilMs,
    submit,
    verify,
    retry,
    skip: (source) => setSteps((old) => leaveOut(old, source)),
    restart: () => {
      setSteps({});
      setError(null);
    },
  };
}

function useRetryAfterWait(steps: SignInSteps, busy: boolean, retry: (source: Source) => void) {
  const latest = useRef(retry);
  useEffect(() => {
    latest.current = retry;
  });
  const [next] = waitsOf(steps);
  const source = next?.source;
  const untilMs = next?.untilMs;
  useEffect(() => {
    if (source === undefined || untilMs === undefined || busy) return;
    const waitMs = Math.max(0, untilMs - Date.now()) + GRACE_MS;
    const timer = setTimeout(() => latest.current(source), waitMs);
    return () => clearTimeout(timer);
  }, [source, untilMs, busy]);
}

function useOnce(happened: boolean, act: () => void) {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (happened) latest.current();
  }, [happened]);
}
