import type { KaceTicket, Person, SysaidRecord } from "./model";

// Whom the demo's people wait for: each of manager, agent and user is asked for an approval in each system. Chosen
// among the tickets that wait for one anyway, after all is drawn, so that nothing else changes by it.

/** The people of the demo who are asked. */
export interface Judges {
  manager: Person | undefined;
  agent: Person | undefined;
  user: Person | undefined;
  /** The manager's people, direct and indirect. */
  team: readonly Person[];
}

/**
 * Asks the demo's people. The manager decides for their own people; the user, who sees little, is copied to what they
 * are asked about. The rows are changed in place.
 */
export function askDemoPeople<Row>(
  waiting: readonly Row[],
  judges: Judges,
  hands: {
    requesterOf(row: Row): number;
    ask(row: Row, judge: Person): void;
    idOf(p: Person): number;
  },
): void {
  const team = new Set(judges.team.map(hands.idOf));
  const free = [...waiting];
  const take = (isFit: (row: Row) => boolean) => {
    const at = free.findIndex(isFit);
    return at < 0 ? undefined : free.splice(at, 1)[0];
  };
  const isOf = (row: Row, judge: Person) => hands.requesterOf(row) === hands.idOf(judge);
  const wanted: [Person | undefined, (row: Row) => boolean][] = [
    [judges.manager, (row) => team.has(hands.requesterOf(row))],
    [judges.agent, () => true],
    [judges.user, () => true],
  ];
  for (const [judge, isFit] of wanted) {
    if (judge === undefined) continue;
    const row = take((one) => isFit(one) && !isOf(one, judge));
    if (row !== undefined) hands.ask(row, judge);
  }
}

/** KACE tickets: the approver by id, copied by address. */
export function askKaceApprovers(tickets: readonly KaceTicket[], judges: Judges): void {
  const waiting = tickets.filter((one) => one.approval === "pending" && one.statusId !== 0);
  askDemoPeople(waiting, judges, {
    requesterOf: (ticket) => ticket.submitterKaceUserId,
    idOf: (person) => person.kace?.id ?? -1,
    ask(ticket, judge) {
      ticket.approverKaceUserId = judge.kace?.id ?? 0;
      if (judge === judges.user) ticket.ccList = joined(ticket.ccList, judge.email);
    },
  });
}

const IN_APPROVAL = 23;

/** SysAid's records that are in approval. */
export function askSysaidApprovers(records: readonly SysaidRecord[], judges: Judges): void {
  const waiting = records.filter((one) => one.status === IN_APPROVAL && !one.archived);
  askDemoPeople(waiting, judges, {
    requesterOf: (record) => record.requestUserId,
    idOf: (person) => person.sysaid?.id ?? -1,
    ask(record, judge) {
      record.approverId = judge.sysaid?.id ?? 0;
      if (judge === judges.user) record.cc = joined(record.cc, judge.email);
    },
  });
}

const joined = (list: string, email: string) => (list === "" ? email : `${list}, ${email}`);
