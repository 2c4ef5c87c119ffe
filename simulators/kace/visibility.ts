import type { KaceAsset, KaceMachine, KaceTicket } from "../fleet/model";
import type { Store, UserRow } from "./store";

/** What a session's role may see; `null` sees all rows of the kind. */
export interface Visibility {
  machines: ((row: KaceMachine) => boolean) | null;
  assets: ((row: KaceAsset) => boolean) | null;
  tickets: ((row: KaceTicket) => boolean) | null;
  users: ((row: UserRow) => boolean) | null;
  /** Titles and programs, by the list of a machine that holds them. */
  programs(
    list: "softwareIds" | "processIds" | "serviceIds" | "startupProgramIds",
  ): ((row: { id: number }) => boolean) | null;
  /** Comments for owners only. */
  ownersOnly: boolean;
}

/** Role 3 is the standard user, who sees what is theirs; all other roles see everything. */
export function visibilityOf(user: UserRow, store: Store): Visibility {
  if (user.account.roleId !== 3)
    return {
      machines: null,
      assets: null,
      tickets: null,
      users: null,
      programs: () => null,
      ownersOnly: true,
    };
  const isMine = (machine: KaceMachine) => machine.ownerKaceUserId === user.id;
  const email = user.account.email.toLowerCase();
  return {
    machines: isMine,
    assets: (row) => row.ownerKaceUserId === user.id,
    tickets: (row) =>
      row.submitterKaceUserId === user.id ||
      row.ownerKaceUserId === user.id ||
      isCopied(row.ccList, email),
    users: (row) => row.id === user.id,
    programs: (list) => {
      const ids = new Set(
        store.machines
          .all()
          .filter(isMine)
          .flatMap((row) => row[list]),
      );
      return (row) => ids.has(row.id);
    },
    ownersOnly: false,
  };
}

function isCopied(ccList: string, email: string): boolean {
  if (email === "" || ccList === "") return false;
  return ccList
    .toLowerCase()
    .split(/[,;\s]+/)
    .includes(email);
}
