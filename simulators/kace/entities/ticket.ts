import type { KaceQueue, KaceTicket } from "../../fleet/model";
import { blanks, fieldsFrom, relate, SNAKE, type Entity, type Relation } from "../query";
import type { ChangeRow, WorkRow } from "../ticket-history";
import type { Store, UserRow } from "../store";
import { approverOf } from "../approvers";
import type { AttachmentRow } from "../workbench/attachments";
import { deskAssetEntity, deskMachineEntity, optional } from "./asset";
import { categoryEntity, impactEntity, priorityEntity, queueEntity, statusEntity } from "./queue";

const LIMITED = fieldsFrom<KaceTicket>("limited");
const STANDARD = fieldsFrom<KaceTicket>("standard");
const EXTENDED = fieldsFrom<KaceTicket>("extended");
const CUSTOM_FIELDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/** What an appliance does to a request that it trips over: HTTP 500 without a stable body. */
export class KaceServerFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = "KaceServerFault";
  }
}

/** Tickets. The standard level is as recorded: six keys. Relations that a ticket lacks are left out. */
export function ticketEntity(store: Store, user: Entity<UserRow>): Entity<KaceTicket> {
  const { format } = store.time;
  const entity: Entity<KaceTicket> = {
    names: ["hd_ticket", "ticket", "tickets"],
    spelling: SNAKE,
    relations: ticketRelations(store, user, () => entity),
    wildcard: (row) =>
      [row.submitterKaceUserId, row.ownerKaceUserId].flatMap((id) => {
        const account = store.users.find(id)?.account;
        return account === undefined ? [] : [account.userName, account.fullName];
      }),
    fields: [
      LIMITED.integer("id", (row) => row.id),
      LIMITED.text("title", (row) => row.title, { aliases: ["name"] }),
      EXTENDED.text("summary", (row) => row.summary),
      STANDARD.date("modified", (row) => format(row.modifiedAt)),
      STANDARD.date("created", (row) => format(row.createdAt)),
      STANDARD.date("due_date", (row) => format(row.dueAt)),
      STANDARD.integer("hd_queue_id", (row) => row.queueId),
      EXTENDED.text("cc_list", (row) => row.ccList),
      EXTENDED.integer("is_manual_due_date", (row) => Number(row.isManualDueDate)),
      EXTENDED.text("resolution", (row) => row.resolution),
      EXTENDED.text("approval", (row) => row.approval),
      EXTENDED.integer("approver_id", (row) => approverOf(row, store)),
      EXTENDED.text("approval_note", (row) => row.approvalNote ?? ""),
      ...CUSTOM_FIELDS.map((index) =>
        EXTENDED.text(`custom_${index}`, (row) => row.custom[index] ?? ""),
      ),
    ],
  };
  return entity;
}

function ticketRelations(
  store: Store,
  user: Entity<UserRow>,
  self: () => Entity<KaceTicket>,
): Relation<KaceTicket>[] {
  const inQueue = <Row extends { id: number }>(
    list: (queue: KaceQueue) => readonly Row[],
    idOf: (row: KaceTicket) => number,
  ) => {
    const byQueue = new Map<KaceQueue, Map<number, Row>>();
    return (row: KaceTicket): readonly Row[] => {
      const queue = store.queues.find(row.queueId);
      if (queue === undefined) return [];
      const known = byQueue.get(queue) ?? new Map(list(queue).map((one) => [one.id, one]));
      byQueue.set(queue, known);
      return optional(known.get(idOf(row)));
    };
  };
  const one = <Child>(
    key: string,
    entity: Entity<Child>,
    of: (row: KaceTicket) => readonly Child[],
  ) => relate({ names: [key, `hd_${key}`], key, entity: () => entity, of });
  const { users, machines, assets, queues } = store;
  return [
    one("submitter", user, (row) => optional(users.find(row.submitterKaceUserId))),
    one("owner", user, (row) => optional(users.find(row.ownerKaceUserId))),
    one("queue", queueEntity, (row) => optional(queues.find(row.queueId))),
    one("asset", deskAssetEntity, (row) => optional(assets.find(row.assetId))),
    one("machine", deskMachineEntity, (row) => optional(machines.find(row.machineId))),
    one(
      "priority",
      priorityEntity,
      inQueue(
        (queue) => queue.priorities,
        (row) => row.priorityId,
      ),
    ),
    one(
      "category",
      categoryEntity,
      inQueue(
        (queue) => queue.categories,
        (row) => row.categoryId,
      ),
    ),
    one(
      "impact",
      impactEntity,
      inQueue(
        (queue) => queue.impacts,
        (row) => row.impactId,
      ),
    ),
    one(
      "status",
      statusEntity,
      inQueue(
        (queue) => queue.statuses,
        (row) => row.statusId,
      ),
    ),
    brokenRelation("related_tickets", self, relatedIn(store)),
    brokenRelation("referring_tickets", self, referringIn(store)),
  ];
}

const relatedIn =
  ({ tickets }: Store) =>
  (row: KaceTicket): readonly KaceTicket[] =>
    (row.relatedIds ?? []).flatMap((id) => optional(tickets.find(id)));

/** Who names whom comes with the company and has no operation, so it is turned round once. */
function referringIn({ tickets }: Store) {
  let byId: ReadonlyMap<number, readonly number[]> | null = null;
  const turn = () => {
    const found = new Map<number, number[]>();
    for (const { id, relatedIds = [] } of tickets.all())
      for (const other of relatedIds) found.set(other, [...(found.get(other) ?? []), id]);
    return found;
  };
  return (row: KaceTicket): readonly KaceTicket[] => {
    byId ??= turn();
    return (byId.get(row.id) ?? []).flatMap((id) => optional(tickets.find(id)));
  };
}

/** Shaping with it breaks the request, as was seen on a real appliance; a filter finds what it names. */
function brokenRelation(
  name: string,
  entity: () => Entity<KaceTicket>,
  of: (row: KaceTicket) => readonly KaceTicket[],
): Relation<KaceTicket> {
  return {
    ...relate({ names: [name], key: name, many: true, entity, of }),
    sortKey: () => () => null,
    render: () => {
      throw new KaceServerFault(`Join set of ${name} failed`);
    },
  };
}

const CHANGE = fieldsFrom<ChangeRow>("limited");
const CHANGE_MORE = fieldsFrom<ChangeRow>("standard");

/** Changes of a ticket, comments among them. */
export function changeEntity(store: Store, user: Entity<UserRow>): Entity<ChangeRow> {
  return {
    names: ["hd_ticket_change", "change", "changes"],
    spelling: SNAKE,
    fields: [
      CHANGE.integer("id", (row) => row.id),
      CHANGE_MORE.integer("hd_ticket_id", (row) => row.ticketId),
      CHANGE_MORE.date("timestamp", (row) => store.time.format(row.at)),
      CHANGE_MORE.integer("user_id", (row) => row.userId),
      CHANGE_MORE.text("comment", (row) => row.comment),
      CHANGE_MORE.text("description", (row) => row.description),
      CHANGE_MORE.integer("owners_only", (row) => Number(row.ownersOnly)),
      ...blanks("all", ["owners_only_description", "localized_description"]),
      ...blanks("all", ["mailed", "via_email"], 0),
    ],
    relations: [
      relate({
        names: ["user"],
        key: "user",
        entity: () => user,
        of: (row: ChangeRow) => optional(store.users.find(row.userId)),
      }),
      relate({
        names: ["attachments", "ticket_attachment"],
        key: "attachments",
        many: true,
        entity: () => attachmentEntity,
        of: (row: ChangeRow) => store.workbench.attachments.of(row),
      }),
    ],
  };
}

const FILE = fieldsFrom<AttachmentRow>("limited");
const FILE_MORE = fieldsFrom<AttachmentRow>("standard");

const attachmentEntity: Entity<AttachmentRow> = {
  names: ["attachments", "ticket_attachment"],
  spelling: SNAKE,
  fields: [
    FILE.integer("id", (row) => row.id),
    FILE.text("file_name", (row) => row.file.name),
    FILE_MORE.integer("file_size", (row) => row.file.sizeBytes),
    FILE_MORE.integer("hd_ticket_change_id", (row) => row.changeId),
    FILE_MORE.text("checksum", (row) => row.file.checksum),
  ],
  relations: [],
};

const WORK = fieldsFrom<WorkRow>("limited");
const WORK_MORE = fieldsFrom<WorkRow>("standard");

/** Work entries of a ticket. */
export function workEntity(store: Store, user: Entity<UserRow>): Entity<WorkRow> {
  return {
    names: ["hd_work", "work"],
    spelling: SNAKE,
    fields: [
      WORK.integer("id", (row) => row.id),
      WORK_MORE.integer("hd_ticket_id", (row) => row.ticketId),
      WORK_MORE.integer("user_id", (row) => row.userId),
      WORK_MORE.text("note", (row) => row.note),
      WORK_MORE.date("start", (row) => store.time.format(row.at)),
      WORK_MORE.date("stop", (row) => store.time.format(row.at + row.minutes * 60_000)),
      WORK_MORE.text("adjustment_hours", (row) => (row.adjustmentHours ?? 0).toFixed(2)),
      ...blanks("standard", ["voided_by"], 0),
    ],
    relations: [
      relate({
        names: ["user"],
        key: "user",
        entity: () => user,
        of: (row: WorkRow) => optional(store.users.find(row.userId)),
      }),
    ],
  };
}
