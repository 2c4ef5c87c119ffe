"use client";

import {
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type FormEvent,
  type RefObject,
} from "react";
import { Button } from "@/components/ui/button";
import { useFromNow } from "@/components/ui/clock";
import { Checkbox, Field, Input } from "@/components/ui/field";
import {
  emptyDraft,
  faultsOf,
  toSignInBody,
  type Draft,
  type DraftFaults,
} from "@/lib/client/account/sign-in-draft";
import type { SignInSteps } from "@/lib/client/account/sign-in-steps";
import type { SignInBody } from "@/lib/contracts/account";
import type { Source } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { CredentialFields, type Typed } from "./credential-fields";

interface CredentialsFormProps {
  /** The systems that can be signed in to, in order. */
  sources: readonly Source[];
  steps: SignInSteps;
  busy: boolean;
  blockedUntilMs: number | null;
  /** A user name that is known already. */
  userName?: string;
  submitLabel: string;
  onSubmit: (body: SignInBody) => void;
}

/** One user and password for every system, or a pair for each. */
export function CredentialsForm(props: CredentialsFormProps) {
  const { sources, busy } = props;
  const [draft, setDraft] = useState(() => emptyDraft(sources, props.userName));
  const [faults, setFaults] = useState<DraftFaults>({});
  const form = useRef<HTMLFormElement>(null);
  const left = useSecondsLeft(props.blockedUntilMs);
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const ready = useHydrated();
  useTypedBefore(form, (shared) => change({ shared }));
  useFirstFocus(form, props.userName);
  useRefusalFocus(props.steps, form, () => setDraft(withoutRefusedPasswords(props.steps)));

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || left > 0) return;
    const found = faultsOf(draft);
    setFaults(found);
    if (Object.keys(found).length > 0) return focusFirst(form.current, found);
    props.onSubmit(toSignInBody(draft));
  };

  return (
    <form ref={form} method="post" noValidate onSubmit={onSubmit} className="grid gap-4">
      <Pairs draft={draft} faults={faults} onChange={change} />
      {sources.length > 1 ? (
        <Choices sources={sources} draft={draft} faults={faults} onChange={change} />
      ) : null}
      {draft.chosen.includes("kace") ? (
        <Organization value={draft.organization} onChange={change} />
      ) : null}
      <Button
        type="submit"
        look="primary"
        busy={busy}
        disabled={!ready}
        refusedBecause={left > 0 ? `Too many wrong tries. Wait ${left} s.` : null}
        className="w-full"
      >
        {left > 0 ? `Wait ${left} s` : busy ? "Signing in" : props.submitLabel}
      </Button>
    </form>
  );
}

interface PartProps {
  draft: Draft;
  faults: DraftFaults;
  onChange: (part: Partial<Draft>) => void;
}

function Pairs({ draft, faults, onChange }: PartProps) {
  if (!draft.apart) {
    return (
      <div data-pair="shared" className="grid gap-3">
        <CredentialFields
          section=""
          value={draft.shared}
          onChange={(shared) => onChange({ shared })}
          userError={faults["shared.userName"]}
          passwordError={faults["shared.password"]}
        />
      </div>
    );
  }
  return draft.chosen.map((source) => (
    <fieldset key={source} data-pair={source} className="grid gap-3 rounded-sm border px-3 pb-3">
      <legend className="px-1 text-sm font-semibold">{SOURCE_LABELS[source].label}</legend>
      <CredentialFields
        section={`section-${source} `}
        value={draft.own[source]}
        onChange={(typed) => onChange({ own: { ...draft.own, [source]: typed } })}
        userError={faults[`${source}.userName`]}
        passwordError={faults[`${source}.password`]}
      />
    </fieldset>
  ));
}

function Choices({ sources, draft, faults, onChange }: PartProps & { sources: readonly Source[] }) {
  const choose = (source: Source, on: boolean) =>
    onChange({
      chosen: sources.filter((one) => (one === source ? on : draft.chosen.includes(one))),
    });
  const part = (apart: boolean) =>
    onChange({
      apart,
      // What was typed once is the best guess for both.
      ...(apart ? { own: { kace: draft.shared, sysaid: draft.shared } } : {}),
    });
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">Sign in to</legend>
      <div className="flex flex-wrap gap-x-5">
        {sources.map((source) => (
          <Checkbox
            key={source}
            label={SOURCE_LABELS[source].label}
            checked={draft.chosen.includes(source)}
            onChange={(event) => choose(source, event.target.checked)}
          />
        ))}
      </div>
      {faults.chosen ? (
        <p role="alert" className="text-xs text-bad">
          {faults.chosen}
        </p>
      ) : null}
      <Checkbox
        label="Different sign-ins for KACE and SysAid"
        checked={draft.apart}
        onChange={(event) => part(event.target.checked)}
      />
    </fieldset>
  );
}

function Organization({
  value,
  onChange,
}: {
  value: string;
  onChange: (part: Partial<Draft>) => void;
}) {
  return (
    <details className="group text-sm">
      <summary className="min-h-6 cursor-pointer rounded-xs text-ink-soft hover:text-ink">
        KACE organisation
      </summary>
      <div className="pt-2">
        <Field
          label="Organisation"
          hint="Only where KACE holds several. Left empty: KACE's usual one."
        >
          {(control) => (
            <Input
              {...control}
              name="organization"
              autoComplete="off"
              maxLength={200}
              value={value}
              onChange={(event) => onChange({ organization: event.target.value })}
            />
          )}
        </Field>
      </div>
    </details>
  );
}

function useSecondsLeft(untilMs: number | null): number {
  return useFromNow((nowMs) =>
    untilMs === null ? 0 : Math.max(0, Math.ceil((untilMs - nowMs) / 1000)),
  );
}

const never = () => () => undefined;

/** Whether the page's script runs: before that, Enter would send the form the browser's own way. */
function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** People and password managers fill a form in before the page's script runs; that must not be lost. */
function useTypedBefore(form: RefObject<HTMLFormElement | null>, take: (pair: Typed) => void) {
  const latest = useRef(take);
  useEffect(() => {
    const valueOf = (name: string) =>
      form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? "";
    const pair = { userName: valueOf("userName"), password: valueOf("password") };
    if (pair.userName !== "" || pair.password !== "") latest.current(pair);
  }, [form]);
}

/** The first thing to type is ready to be typed. */
function useFirstFocus(form: RefObject<HTMLFormElement | null>, userName: string | undefined) {
  useEffect(() => {
    const inputs = [...(form.current?.querySelectorAll<HTMLInputElement>("input") ?? [])];
    // Who types already is not to be moved.
    if (inputs.some((input) => input === document.activeElement)) return;
    inputs.find((input) => input.type === (userName ? "password" : "text"))?.focus();
  }, [form, userName]);
}

/** A refused password is wrong: it is emptied, and the cursor stands in it. The user name stays. */
function useRefusalFocus(
  steps: SignInSteps,
  form: RefObject<HTMLFormElement | null>,
  clear: () => void,
) {
  const seen = useRef<SignInSteps>({});
  useEffect(() => {
    if (seen.current === steps) return;
    seen.current = steps;
    const refused = (["kace", "sysaid"] as const).find((one) => steps[one]?.step === "refused");
    if (refused === undefined) return;
    clear();
    const pair =
      form.current?.querySelector(`[data-pair="${refused}"]`) ??
      form.current?.querySelector('[data-pair="shared"]');
    pair?.querySelector<HTMLInputElement>('input[type="password"]')?.focus();
  });
}

function withoutRefusedPasswords(steps: SignInSteps) {
  const emptied = (source: Source, typed: Draft["shared"]) =>
    steps[source]?.step === "refused" ? { ...typed, password: "" } : typed;
  return (draft: Draft): Draft => ({
    ...draft,
    shared: { ...draft.shared, password: "" },
    own: {
      kace: emptied("kace", draft.own.kace),
      sysaid: emptied("sysaid", draft.own.sysaid),
    },
  });
}

function focusFirst(form: HTMLFormElement | null, faults: DraftFaults) {
  const [name] = Object.keys(faults);
  const [pair, field] = (name ?? "").split(".");
  const type = field === "password" ? '[type="password"]' : ':not([type="password"])';
  form?.querySelector<HTMLInputElement>(`[data-pair="${pair}"] input${type}`)?.focus();
}
