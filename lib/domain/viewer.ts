import type { Ref } from "./ref";
import type { Source } from "./source";
import type { AccountRole } from "./person";

/** A viewer's signed-in account in one source. */
export interface ViewerAccount {
  ref: Ref;
  userName: string;
  fullName: string;
  email: string | null;
  role: AccountRole;
  isManager: boolean;
  /** KACE organisation; `null` for SysAid. */
  organization: string | null;
  /** The organisation that this session was switched to while it is not the one that the index holds; `null` at home. */
  awayIn: string | null;
  /** When the upstream session is expected to end, ISO 8601 in UTC. */
  expiresAt: string;
}

/** The signed-in person: which accounts are connected. Rights follow from it, never from the browser. */
export interface Viewer {
  /** The id of the vault entry that holds the upstream sessions. */
  vaultId: string;
  name: string;
  accounts: Partial<Record<Source, ViewerAccount>>;
  /** Set when a personal token asks in the person's place, and not their browser. */
  token?: ViewerToken;
}

/** What a personal token may do: all that its person may, or read alone. */
export const ACCESSES = ["full", "read"] as const;
export type Access = (typeof ACCESSES)[number];

/** The token that a request came with. */
export interface ViewerToken {
  id: string;
  access: Access;
  /** Which vault entry holds the session of each source: a person's two sessions may lie in two entries. */
  vaultIds: Partial<Record<Source, string>>;
}

/** The id of the vault entry that holds the viewer's session of a source. */
export function vaultIdFor(viewer: Viewer, source: Source): string {
  return viewer.token?.vaultIds[source] ?? viewer.vaultId;
}

/** How much of a source somebody sees. */
export const SCOPES = ["none", "own", "all"] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * The rights that every read of the index carries. The store turns it into a predicate; there is no
 * read without one. `accountRefs` are the viewer's own accounts, from which the store finds the
 * person and the people who report to them.
 */
export interface Visibility {
  kace: Scope;
  sysaid: Scope;
  accountRefs: Ref[];
  /** Lower-case e-mail addresses and user names by which tickets may be copied to the viewer. */
  copiedAs: string[];
}

/** Sees nothing; the start from which rights are granted. */
export const NO_VISIBILITY: Visibility = {
  kace: "none",
  sysaid: "none",
  accountRefs: [],
  copiedAs: [],
};

/**
 * The rights that a viewer's connected accounts give. One that works in another organisation gives none: the ids
 * that its source shows it there are others' in the index.
 */
export function visibilityOf(viewer: Viewer): Visibility {
  const accounts = Object.values(viewer.accounts).filter((account) => account.awayIn === null);
  return {
    kace: scopeOf(viewer.accounts.kace),
    sysaid: scopeOf(viewer.accounts.sysaid),
    accountRefs: accounts.map((account) => account.ref),
    copiedAs: accounts.flatMap((account) =>
      [account.email, account.userName].filter((name) => name !== null).map((n) => n.toLowerCase()),
    ),
  };
}

function scopeOf(account: ViewerAccount | undefined): Scope {
  if (!account || account.awayIn !== null) return "none";
  switch (account.role) {
    case "administrator":
    case "readonly":
    case "agent":
      return "all";
    case "user":
      return "own";
  }
}
