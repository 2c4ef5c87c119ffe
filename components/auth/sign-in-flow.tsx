"use client";

import { Button } from "@/components/ui/button";
import { readProblem } from "@/components/ui/read-problem";
import { useSignIn, type SignInRun } from "@/lib/client/account/use-sign-in";
import type { Source } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { CredentialsForm } from "./credentials-form";
import { SecondFactorForm } from "./second-factor-form";
import { StepList } from "./step-list";

interface SignInFlowProps {
  /** The systems that can be signed in to. */
  sources: readonly Source[];
  userName?: string;
  submitLabel?: string;
  /** Everything that was asked for is connected, or the person goes on with what is. */
  onDone: () => void;
}

/** Signing in from the first field to the last code, to one system or both. Neither waits for the other. */
export function SignInFlow({
  sources,
  userName,
  submitLabel = "Sign in",
  onDone,
}: SignInFlowProps) {
  const run = useSignIn(onDone);
  return (
    <div className="grid gap-4">
      <StepList steps={run.steps} busy={run.busy} onRetry={run.retry} />
      <FlowError run={run} />
      <FlowStage
        run={run}
        sources={sources}
        userName={userName}
        submitLabel={submitLabel}
        onDone={onDone}
      />
    </div>
  );
}

/** The request itself failed. A wait is told by the button, so only its words stand here. */
function FlowError({ run }: { run: SignInRun }) {
  if (run.error === null) return null;
  const problem = readProblem(run.error);
  const waits = run.blockedUntilMs !== null && problem.retryAfterSeconds !== null;
  return (
    <div role="alert" className="rounded-sm bg-bad-soft px-3 py-2 text-sm text-bad">
      <p>
        {waits ? "Too many wrong tries. Each further one makes the wait longer." : problem.title}
      </p>
      {waits || problem.requestId === null ? null : (
        <p className="text-xs">
          Request <code className="font-mono">{problem.requestId}</code>
        </p>
      )}
    </div>
  );
}

interface FlowStageProps extends Required<Omit<SignInFlowProps, "userName">> {
  run: SignInRun;
  userName: string | undefined;
}

function FlowStage({ run, sources, userName, submitLabel, onDone }: FlowStageProps) {
  const connected = sources.filter((source) => run.steps[source]?.step === "connected");
  const form = (of: readonly Source[], label: string, knownUser = userName) => (
    <CredentialsForm
      key={of.join(" ")}
      sources={of}
      steps={run.steps}
      busy={run.busy}
      blockedUntilMs={run.blockedUntilMs}
      submitLabel={label}
      onSubmit={run.submit}
      {...(knownUser === undefined ? {} : { userName: knownUser })}
    />
  );
  switch (run.stage.stage) {
    case "done":
      return <p className="text-center text-sm text-ink-soft">Opening Sightline</p>;
    case "form":
      return form(sources, submitLabel);
    case "second_factor": {
      const { source, ticket, wrong } = run.stage;
      const others = connected.map((one) => SOURCE_LABELS[one].label).join(" and ");
      return (
        <SecondFactorForm
          key={source}
          label={SOURCE_LABELS[source].label}
          busy={run.busy}
          wrong={wrong}
          onSubmit={(code) => run.verify(ticket, code)}
          onLeave={() => (others === "" ? run.restart() : run.skip(source))}
          leaveLabel={others === "" ? "Begin again" : `Go on with ${others} alone`}
        />
      );
    }
    case "partly": {
      const refused = sources.filter((source) => run.steps[source]?.step === "refused");
      return (
        <>
          <Button look="primary" onClick={onDone} className="w-full">
            Go on with {connected.map((source) => SOURCE_LABELS[source].label).join(" and ")}
          </Button>
          {refused.map((source) => (
            <div key={source} className="border-t pt-4">
              {form([source], `Sign in to ${SOURCE_LABELS[source].label}`, run.userNames[source])}
            </div>
          ))}
        </>
      );
    }
  }
}
