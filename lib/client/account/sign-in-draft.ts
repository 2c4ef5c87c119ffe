import type { SignInBody } from "@/lib/contracts/account";
import type { Source } from "@/lib/domain/source";

interface Pair {
  userName: string;
  password: string;
}

/** What stands in the sign-in form. */
export interface Draft {
  /** The systems to sign in to. */
  chosen: readonly Source[];
  /** A pair for each system instead of one for both. */
  apart: boolean;
  shared: Pair;
  own: Record<Source, Pair>;
  /** KACE's; empty for its usual one. */
  organization: string;
}

/** What is missing, by place: `shared.userName`, `kace.password`, `chosen`. */
export type DraftFaults = Readonly<Record<string, string>>;

/** A form with nothing typed but, where known, the user name. */
export function emptyDraft(sources: readonly Source[], userName = ""): Draft {
  const pair = { userName, password: "" };
  return {
    chosen: sources,
    apart: false,
    shared: pair,
    own: { kace: pair, sysaid: pair },
    organization: "",
  };
}

const pairsOf = (draft: Draft): [string, Pair][] =>
  draft.apart
    ? draft.chosen.map((source) => [source, draft.own[source]])
    : [["shared", draft.shared]];

/** Everything that must be filled in before asking; empty when nothing is missing. */
export function faultsOf(draft: Draft): DraftFaults {
  if (draft.chosen.length === 0) return { chosen: "Choose KACE, SysAid or both." };
  const faults: Record<string, string> = {};
  for (const [name, pair] of pairsOf(draft)) {
    if (pair.userName.trim() === "") faults[`${name}.userName`] = "Enter your user name.";
    if (pair.password === "") faults[`${name}.password`] = "Enter your password.";
  }
  return faults;
}

/** The request that a filled-in form means. Passwords go as they were typed, user names without outer spaces. */
export function toSignInBody(draft: Draft): SignInBody {
  const organization = draft.organization.trim();
  const credentialsFor = (source: Source) => {
    const { userName, password } = draft.apart ? draft.own[source] : draft.shared;
    return {
      userName: userName.trim(),
      password,
      ...(source === "kace" && organization !== "" ? { organization } : {}),
    };
  };
  return Object.fromEntries(draft.chosen.map((source) => [source, credentialsFor(source)]));
}
