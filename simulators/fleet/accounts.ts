import type { DemoAccount, FleetOptions, KaceUser, Person, SysaidUser } from "./model";
import { claimUnique, slugName, type Org } from "./people";
import { createStream, elementAt, FleetError, type Stream } from "./random";
import { SHARES } from "./shares";
import { SYSAID_GROUPS } from "./templates/sysaid-lists";
import { COMPANY } from "./templates/places";

const PASSWORD = "sightline";
const SERVICE_PASSWORD = "service-secret";
const SECOND_FACTOR_CODE = "123456";
/** KACE gives the first administrator of a fresh appliance this id. */
const FIRST_KACE_USER_ID = 10;
/** The SysAid group that most agents belong to. */
const SERVICE_DESK_ID = 10;

type Role = DemoAccount["role"];

/** Who plays each role of the demo, by person id. */
export type Cast = Record<Role, number>;

const USER_NAMES: Record<Role, string> = {
  administrator: "admin",
  agent: "agent",
  manager: "manager",
  user: "user",
  secondFactor: "mfa",
  kaceOnly: "kaceonly",
  service: "service",
};

function findPerson(
  people: readonly Person[],
  what: string,
  test: (person: Person) => boolean,
): Person {
  const found = people.find(test);
  if (found === undefined) throw new FleetError(`nobody can play ${what}`);
  return found;
}

/** The account that fills an index is nobody's; it stands in the directory all the same. */
function addServicePerson(org: Org, managerId: number): Person {
  const person: Person = {
    id: org.people.length + 1,
    firstName: "Service",
    lastName: "Sightline",
    email: `sightline-service@${COMPANY.mailDomain}`,
    title: "Service account",
    phone: "",
    siteId: 1,
    departmentId: 1,
    managerId,
    isAgent: false,
  };
  org.people.push(person);
  org.levels.set(person.id, 3);
  return person;
}

/**
 * Chooses the people of the demo: the administrator leads IT people, the agent and the second factor
 * are agents, the manager is the director with the smallest field outside IT, and the user is one
 * of that manager's indirect people.
 */
export function castRoles(org: Org): Cast {
  const { people, levels } = org;
  const agents = people.filter((person) => person.isAgent && levels.get(person.id) === 3);
  const administrator = findPerson(
    people,
    "the administrator",
    (person) => person.departmentId === 1 && levels.get(person.id) === 2,
  );
  const directors = people.filter(
    (person) => levels.get(person.id) === 1 && person.departmentId !== 1,
  );
  const fieldOf = (director: Person) =>
    people.filter((person) => person.managerId === director.id).length;
  const manager = elementAt(
    [...directors].sort((a, b) => fieldOf(a) - fieldOf(b) || a.id - b.id),
    0,
  );
  const leads = new Set(
    people.filter((person) => person.managerId === manager.id).map((person) => person.id),
  );
  const isUnder = (person: Person) => person.managerId !== null && leads.has(person.managerId);
  const user = findPerson(people, "the user", isUnder);
  const kaceOnly = findPerson(
    people,
    "the person of KACE alone",
    (person) => levels.get(person.id) === 3 && !isUnder(person) && person.departmentId !== 1,
  );
  const service = addServicePerson(org, administrator.id);
  return {
    administrator: administrator.id,
    agent: elementAt(agents, 0).id,
    manager: manager.id,
    user: user.id,
    secondFactor: elementAt(agents, 1).id,
    kaceOnly: kaceOnly.id,
    service: service.id,
  };
}

/** The e-mail that one system holds: usually the true one. */
function spoilEmail(email: string, stream: Stream): string {
  const draw = stream.next();
  const old = SHARES.oldDomainEmail;
  const mixed = old + SHARES.mixedCaseEmail;
  if (draw < old) return email.replace(COMPANY.mailDomain, COMPANY.oldMailDomain);
  if (draw < mixed)
    return email.replace(
      /(^|[.@-])([a-z])/g,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    );
  return draw < mixed + SHARES.missingEmail ? "" : email;
}

function sysaidUserName(person: Person, shared: string, stream: Stream): string {
  const long = `${slugName(person.firstName)}.${slugName(person.lastName)}`;
  const draw = stream.next();
  if (draw < SHARES.domainUserName) return `${COMPANY.netbios}\\${long}`;
  return draw < SHARES.domainUserName + SHARES.longUserName ? long : shared;
}

function kaceFullName(person: Person, stream: Stream): string {
  const shouted = stream.chance(SHARES.shoutedName);
  return shouted
    ? `${person.lastName.toUpperCase()} ${person.firstName}`
    : `${person.firstName} ${person.lastName}`;
}

function sysaidDisplayName(person: Person, stream: Stream): string {
  const reversed = stream.chance(SHARES.reversedName);
  return reversed
    ? `${person.lastName}, ${person.firstName}`
    : `${person.firstName} ${person.lastName}`;
}

function kaceRoleOf(person: Person, role: Role | undefined): KaceUser["roleId"] {
  if (role === "administrator") return 1;
  if (role === "service") return 2;
  if (role !== undefined && role !== "agent" && role !== "secondFactor") return 3;
  return person.isAgent ? 5 : 3;
}

function groupsOf(person: Person, role: Role | undefined, stream: Stream): number[] {
  if (role === "agent") return [1, 10];
  if (!person.isAgent && role !== "administrator") return [];
  const own = stream.weighted(SYSAID_GROUPS.map(({ id }) => [id, id === SERVICE_DESK_ID ? 4 : 1]));
  return own === 1 || stream.chance(0.4) ? [own] : [1, own];
}

interface Desk {
  org: Org;
  roles: Map<number, Role>;
  kaceNames: Set<string>;
  sysaidNames: Set<string>;
  stream: Stream;
}

function openKace(person: Person, id: number, shared: string, desk: Desk): KaceUser {
  const role = desk.roles.get(person.id);
  const email = spoilEmail(person.email, desk.stream);
  const fullName = kaceFullName(person, desk.stream);
  const leaves = desk.stream.chance(SHARES.archivedUser);
  const ordinary = role === undefined;
  return {
    id,
    userName: shared,
    email: ordinary ? email : person.email,
    fullName: ordinary ? fullName : `${person.firstName} ${person.lastName}`,
    roleId: kaceRoleOf(person, role),
    managerId: 0,
    locationId: person.siteId,
    isArchived: ordinary && leaves && !person.isAgent && desk.org.levels.get(person.id) === 3,
  };
}

function openSysaid(person: Person, id: number, shared: string, desk: Desk): SysaidUser {
  const { org, stream } = desk;
  const role = desk.roles.get(person.id);
  const spoiled = sysaidUserName(person, shared, stream);
  const email = spoilEmail(person.email, stream);
  const displayName = sysaidDisplayName(person, stream);
  const place = (name: string) => (stream.chance(SHARES.missingPlace) ? "" : name);
  const isAdmin = role === "administrator" || role === "service" || person.isAgent;
  return {
    id,
    userName: role === undefined ? claimUnique(spoiled, desk.sysaidNames) : shared,
    email: role === undefined ? email : person.email,
    displayName: role === undefined ? displayName : `${person.firstName} ${person.lastName}`,
    isAdmin,
    isSysaidAdmin: role === "administrator",
    isManager: (org.levels.get(person.id) ?? 3) < 3,
    managerName: "",
    department: place(elementAt(org.departments, person.departmentId - 1).name),
    location: place(elementAt(org.sites, person.siteId - 1).name),
    groupIds: groupsOf(person, role, stream),
  };
}

/** Native managers: KACE by account id, SysAid by the shown name. */
function linkManagers(people: readonly Person[]): void {
  for (const person of people) {
    const manager = person.managerId === null ? undefined : people[person.managerId - 1];
    if (manager === undefined) continue;
    if (person.kace) person.kace.managerId = manager.kace?.id ?? 0;
    if (person.sysaid)
      person.sysaid.managerName =
        manager.sysaid?.displayName ?? `${manager.firstName} ${manager.lastName}`;
  }
}

/** Two managers report to each other in KACE, as a careless import leaves it. */
function makeManagerLoop(org: Org, cast: Cast): void {
  const pair = org.people.filter(
    (person) =>
      org.levels.get(person.id) === 2 &&
      person.kace &&
      person.managerId !== cast.manager &&
      person.departmentId !== 1,
  );
  const [first, second] = [pair[0]?.kace, pair[1]?.kace];
  if (!first || !second) return;
  first.managerId = second.id;
  second.managerId = first.id;
}

/** Gives everybody the accounts that they have, in place, and returns the demo's sign-ins. */
export function openAccounts(org: Org, cast: Cast, options: FleetOptions): DemoAccount[] {
  const stream = createStream(options.seed, "accounts");
  const roles = new Map<number, Role>();
  for (const account of demoAccounts(cast)) roles.set(account.personId, account.role);
  const kaceNames = new Set(Object.values(USER_NAMES));
  const desk: Desk = { org, roles, kaceNames, sysaidNames: new Set(kaceNames), stream };
  const administrator = elementAt(org.people, cast.administrator - 1);
  const order = [administrator, ...org.people.filter((person) => person !== administrator)];
  let kaceId = FIRST_KACE_USER_ID;
  let sysaidId = 1;
  for (const person of order) {
    const role = roles.get(person.id);
    const initials = `${slugName(person.firstName).slice(0, 1)}${slugName(person.lastName)}`;
    const shared = role === undefined ? claimUnique(initials, kaceNames) : USER_NAMES[role];
    const draw = stream.next();
    const tied = role !== undefined || person.isAgent || person.managerId === cast.manager;
    const inSysaid = role === "kaceOnly" ? false : tied || draw >= SHARES.kaceUserOnly;
    const inKace = tied || draw < 1 - SHARES.sysaidUserOnly;
    if (inKace) {
      person.kace = openKace(person, kaceId, shared, desk);
      kaceId += stream.chance(0.05) ? 2 : 1;
    }
    if (inSysaid) {
      person.sysaid = openSysaid(person, sysaidId, shared, desk);
      sysaidId += 1;
    }
  }
  linkManagers(org.people);
  makeManagerLoop(org, cast);
  return demoAccounts(cast);
}

function demoAccounts(cast: Cast): DemoAccount[] {
  const both = (role: Role): DemoAccount => {
    const signIn = {
      userName: USER_NAMES[role],
      password: role === "service" ? SERVICE_PASSWORD : PASSWORD,
    };
    return { role, personId: cast[role], kace: signIn, sysaid: { ...signIn } };
  };
  return [
    both("administrator"),
    both("agent"),
    both("manager"),
    both("user"),
    {
      ...both("secondFactor"),
      kace: {
        userName: USER_NAMES.secondFactor,
        password: PASSWORD,
        secondFactorCode: SECOND_FACTOR_CODE,
      },
    },
    {
      role: "kaceOnly",
      personId: cast.kaceOnly,
      kace: { userName: USER_NAMES.kaceOnly, password: PASSWORD },
    },
    both("service"),
  ];
}
