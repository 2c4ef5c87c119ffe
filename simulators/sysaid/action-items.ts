import type { Member } from "./directory";
import type { RecordStore, StoredRecord } from "./record-store";
import { changedRecord } from "./record-writes";
import { ApiError, notAuthorized } from "./api-error";
import type { Viewer } from "./viewer";
import type { World } from "./world";

/** Where an item stands. A later step of a workflow waits until all before it are done. */
export type ActionState = "waiting" | "active" | "completed" | "approved" | "rejected";

/** One step of a change's or request's workflow, given to a person or, without one, to a group. */
export interface ActionItem {
  id: number;
  recordId: number;
  /** Place in the workflow, from 1. */
  step: number;
  kind: "approval" | "task";
  title: string;
  /** 0 where the group of the record has it. */
  assigneeId: number;
  groupId: number;
  state: ActionState;
  /** Who last decided, 0 for nobody. */
  decidedById: number;
  updatedAt: number;
}

export type Decision = "approve" | "reject" | "complete" | "reopen";

/** The workflows of all records; what is decided lasts while the program runs. */
export interface ActionItems {
  get(id: number): ActionItem | undefined;
  ofRecord(stored: StoredRecord): readonly ActionItem[];
  /** Takes a decision, with what follows for the steps after it and for the record. Throws 400 or 403. */
  decide(id: number, decision: Decision, viewer: Viewer): void;
  reset(): void;
}

/** A record has fewer steps than this, so an item's id tells its record. */
const STEPS_MAX = 10;

const STEPS = {
  change: [
    ["approval", "Approve the change"],
    ["task", "Carry out the change"],
    ["task", "Review the result"],
  ],
  request: [
    ["approval", "Approve the request"],
    ["task", "Fulfil the request"],
  ],
  other: [["approval", "Approve"]],
} as const;

// Statuses of a default tenant that tell how far a workflow has come. No answer of this group was ever
// recorded: everything about workflows is inferred from what the document says of them.
const AT_APPROVAL = new Set([1, 18, 23]);
const AT_REVIEW = new Set([26]);
const REJECTED = new Set([20, 35]);
/** What a decision makes of the record, by its type: incident 1, change 4, problem 6, request 10. */
const STATUS_AFTER = {
  approved: { 1: 2, 4: 19, 6: 30, 10: 33 },
  rejected: { 1: 3, 4: 20, 6: 29, 10: 35 },
  // Work on what has no further step only begins with its approval.
  finished: { 1: 2, 4: 21, 6: 30, 10: 34 },
  reopened: { 1: 23, 4: 18, 6: 23, 10: 23 },
} as const;

export function createActionItems(world: World, records: RecordStore): ActionItems {
  let decided = new Map<number, readonly ActionItem[]>();
  const managers = managersByName(world);
  const ofRecord = (stored: StoredRecord) =>
    decided.get(stored.record.id) ?? itemsOf(stored, world, managers);
  const find = (id: number) => {
    const stored = records.get(Math.floor(id / STEPS_MAX));
    const items = stored === undefined ? [] : ofRecord(stored);
    return { stored, items, item: items.find((one) => one.id === id) };
  };
  return {
    ofRecord,
    get: (id) => find(id).item,
    decide(id, decision, viewer) {
      const { stored, items, item } = find(id);
      if (stored === undefined || item === undefined) {
        throw new ApiError(400, "Invalid action item id");
      }
      if (!mayDecide(viewer, item)) throw notAuthorized();
      const state = stateAfter(item, decision);
      const now = world.clock.now();
      const changed = items.map((one) =>
        one.id === id ? { ...one, state, decidedById: viewer.id, updatedAt: now } : one,
      );
      const moved = inOrder(changed);
      decided.set(stored.record.id, moved);
      moveRecord(stored, { item, state, moved }, viewer);
    },
    reset: () => {
      decided = new Map();
    },
  };

  function moveRecord(
    stored: StoredRecord,
    { item, state, moved }: { item: ActionItem; state: ActionState; moved: readonly ActionItem[] },
    viewer: Viewer,
  ): void {
    const { srType, status } = stored.record;
    const isFinished = moved.every(isDone);
    const outcome = isFinished
      ? "finished"
      : state === "approved" || state === "rejected"
        ? state
        : state === "active" && item.kind === "approval"
          ? "reopened"
          : null;
    const wanted = outcome === null ? status : STATUS_AFTER[outcome][srType];
    // Tenants rename and drop statuses: without the default one the record stays as it is.
    if (wanted === status || world.captionOf("status", wanted) === "") return;
    const asAgent = { ...viewer, isEndUser: false };
    records.put(changedRecord(stored, [{ key: "status", value: wanted }], asAgent, world));
  }
}

/** The assigned person, the people of the assigned group, and SysAid administrators. */
export function mayDecide(viewer: Viewer, { assigneeId, groupId }: ActionItem): boolean {
  const { user } = viewer.member;
  if (assigneeId === viewer.id) return true;
  if (viewer.isEndUser) return false;
  return user.isSysaidAdmin || (assigneeId === 0 && user.groupIds.includes(groupId));
}

const isDone = ({ state }: ActionItem) => state === "approved" || state === "completed";

function stateAfter({ kind, state }: ActionItem, decision: Decision): ActionState {
  if (decision === "reopen") {
    if (state === "waiting" || state === "active") throw new ApiError(400, "Action item is open");
    return "active";
  }
  const isForKind = (decision === "complete") === (kind === "task");
  if (!isForKind) throw new ApiError(400, `Action item cannot be ${AFTER[decision]}`);
  if (state !== "active") throw new ApiError(400, "Action item is not active");
  return AFTER[decision];
}

const AFTER = { approve: "approved", reject: "rejected", complete: "completed" } as const;

/** The first step that is not done is active unless it was rejected; those after it wait. */
function inOrder(items: readonly ActionItem[]): readonly ActionItem[] {
  const at = items.findIndex((item) => !isDone(item));
  return items.map((item, index) => {
    if (at < 0 || index < at || item.state === "rejected") return item;
    if (index === at) return { ...item, state: "active" };
    return isDone(item) ? item : { ...item, state: "waiting" };
  });
}

function itemsOf(
  { record }: StoredRecord,
  world: World,
  managers: ReadonlyMap<string, Member>,
): readonly ActionItem[] {
  const steps = stepsOf(record, world);
  const doneCount = doneStepsOf(record, steps.length, world);
  const requester = world.directory.byId(record.requestUserId);
  const manager = managers.get(requester?.user.managerName.toLowerCase() ?? "");
  const items = steps.map(([kind, title], index): ActionItem => {
    const isApproval = kind === "approval";
    const isRejected = isApproval && REJECTED.has(record.status);
    const isPast = index < doneCount;
    return {
      id: record.id * STEPS_MAX + index + 1,
      recordId: record.id,
      step: index + 1,
      kind,
      title,
      assigneeId: isApproval
        ? (record.approverId ?? manager?.user.id ?? record.responsibilityId)
        : record.responsibilityId,
      groupId: record.assignedGroupId,
      state: isRejected
        ? "rejected"
        : isPast
          ? AFTER[isApproval ? "approve" : "complete"]
          : "waiting",
      decidedById: 0,
      updatedAt: isPast || isRejected ? record.updateTime : record.insertTime,
    };
  });
  return inOrder(items);
}

type Steps = (typeof STEPS)[keyof typeof STEPS] | readonly [];

/** Every change has a workflow; of requests those in approval, those refused, and one in four; of others those in approval. */
function stepsOf({ id, srType, status }: StoredRecord["record"], world: World): Steps {
  if (world.statusClass(status) === 2) return [];
  if (srType === 4) return STEPS.change;
  if (srType !== 10) return status === 23 ? STEPS.other : [];
  return status === 23 || REJECTED.has(status) || id % 4 === 0 ? STEPS.request : [];
}

function doneStepsOf({ status }: StoredRecord["record"], stepCount: number, world: World): number {
  if (REJECTED.has(status) || AT_APPROVAL.has(status)) return 0;
  if (world.statusClass(status) === 1) return stepCount;
  return AT_REVIEW.has(status) ? stepCount - 1 : 1;
}

function managersByName({ directory }: World): ReadonlyMap<string, Member> {
  return new Map(
    directory.members.map((member) => [member.user.displayName.toLowerCase(), member]),
  );
}
