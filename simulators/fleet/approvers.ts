import type { KaceQueue, KaceTicket, Person, SysaidRecord } from "./model";

// Whom the demo's people wait for: each of manager, agent and user is asked for an approval in each system. Chosen
// among the tickets that wait for one anyway, after all is drawn, so that nothing else changes by it; in a company that
// is too small for that, of those that nobody has begun with.

/** The people of the demo who are asked. */
export interface Judges {
  manager: Person | undefined;
  agent: Person | undefined;
  user: Person | undefined;
  /** The manager's people, direct and indirect. */
  team: readonly Person[];
}

interface Hands<Row> {
  /** The rows that wait for an approval already, then those that could. */
  rows: readonly Row[];
  requesterOf: (row: Row) => number;
  idOf: (person: Person) => number;
  ask: (row: Row, judge: Person) => void;
}

/**
 * Asks the demo's people. The manager decides for their own people; the user, who sees little, is copied to what they
 * are asked about. The rows are changed in place.
 */
function askDemoPeople<Row>({ manager, agent, user, team }: Judges, hands: Hands<Row>): void {
  const { rows, requesterOf, idOf, ask } = hands;
  const teamIds = new Set(team.map(idOf));
  const taken = new Set<Row>();
  const wanted: [Person | undefined, (row: Row) => boolean][] = [
    [manager, (row) => teamIds.has(requesterOf(row))],
    [agent, () => true],
    [user, () => true],
  ];
  for (const [judge, isFit] of wanted) {
    if (judge === undefined) continue;
    const row = rows.find(
      (one) => !taken.has(one) && isFit(one) && requesterOf(one) !== idOf(judge),
    );
    if (row === undefined) continue;
    taken.add(row);
    ask(row, judge);
  }
}

/** KACE tickets: the approver by id, copied by address. */
export function askKaceApprovers(
  tickets: readonly KaceTicket[],
  queues: readonly KaceQueue[],
  judges: Judges,
): void {
  const fresh = new Set(
    queues.flatMap(({ statuses }) =>
      statuses.filter(({ name }) => name === "New").map(({ id }) => id),
    ),
  );
  const open = tickets.filter(({ statusId }) => fresh.has(statusId));
  askDemoPeople(judges, {
    rows: [
      ...open.filter(({ approval }) => approval === "pending"),
      ...open.filter(({ approval }) => approval === ""),
    ],
    requesterOf: (ticket) => ticket.submitterKaceUserId,
    idOf: (person) => person.kace?.id ?? -1,
    ask(ticket, judge) {
      ticket.approval = "pending";
      ticket.approverKaceUserId = judge.kace?.id ?? 0;
      if (judge === judges.user) ticket.ccList = joined(ticket.ccList, judge.email);
    },
  });
}

const IN_APPROVAL = 23;
const JUST_OPENED: readonly number[] = [1, 2];

/** SysAid's records. */
export function askSysaidApprovers(records: readonly SysaidRecord[], judges: Judges): void {
  askDemoPeople(judges, {
    rows: [
      ...records.filter(({ status }) => status === IN_APPROVAL),
      ...records.filter(({ status }) => JUST_OPENED.includes(status)),
    ],
    requesterOf: (record) => record.requestUserId,
    idOf: (person) => person.sysaid?.id ?? -1,
    ask(record, judge) {
      record.status = IN_APPROVAL;
      record.approverId = judge.sysaid?.id ?? 0;
      if (judge === judges.user) record.cc = joined(record.cc, judge.email);
    },
  });
}

const joined = (list: string, email: string) => (list === "" ? email : `${list}, ${email}`);
