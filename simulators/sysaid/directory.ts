import type { Company, Person, SysaidUser } from "../fleet/model";

/** A SysAid account with the person behind it. */
export interface Member {
  user: SysaidUser;
  person: Person;
  password: string | null;
}

/** Everybody with a SysAid account. */
export interface Directory {
  members: readonly Member[];
  byId(id: number): Member | undefined;
  byUserName(userName: string): Member | undefined;
  /** The account's id of a person, 0 when there is none. */
  idOfPerson(personId: number): number;
  /** Ids of all accounts below this one, whatever the depth. SysAid knows a manager by display name. */
  idsUnder(id: number): ReadonlySet<number>;
}

/** Builds the directory of a company's SysAid side. */
export function createDirectory(company: Company): Directory {
  const passwords = new Map(
    company.accounts.map((account) => [account.sysaid?.userName, account.sysaid?.password]),
  );
  const members = company.people
    .flatMap((person) =>
      person.sysaid === undefined
        ? []
        : [
            {
              user: person.sysaid,
              person,
              password: passwords.get(person.sysaid.userName) ?? null,
            },
          ],
    )
    .sort((a, b) => a.user.id - b.user.id);
  const byId = new Map(members.map((member) => [member.user.id, member]));
  const byName = new Map(members.map((member) => [member.user.userName.toLowerCase(), member]));
  const byPerson = new Map(members.map((member) => [member.person.id, member.user.id]));
  const reports = new Map<string, Member[]>();
  for (const member of members) {
    if (member.user.managerName === "") continue;
    const name = member.user.managerName.toLowerCase();
    reports.set(name, [...(reports.get(name) ?? []), member]);
  }
  const idsUnder = (id: number) => {
    const found = new Set<number>();
    const visit = (member: Member | undefined) => {
      for (const report of reports.get(member?.user.displayName.toLowerCase() ?? "") ?? []) {
        if (found.has(report.user.id) || report.user.id === id) continue;
        found.add(report.user.id);
        visit(report);
      }
    };
    visit(byId.get(id));
    return found;
  };
  return {
    members,
    byId: (id) => byId.get(id),
    byUserName: (userName) => byName.get(userName.toLowerCase()),
    idOfPerson: (personId) => byPerson.get(personId) ?? 0,
    idsUnder,
  };
}
