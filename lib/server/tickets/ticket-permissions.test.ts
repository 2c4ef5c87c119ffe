import { expect, test } from "vitest";
import type { AccountRole } from "@/lib/domain/person";
import { toRef } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { StatusKind } from "@/lib/domain/ticket";
import type { Viewer } from "@/lib/domain/viewer";
import { decisionRefusal, permissionsOf } from "./ticket-permissions";

const account = (source: Source, role: AccountRole) => ({
  ref: toRef(source, "user", 7),
  userName: "u",
  fullName: "U",
  email: null,
  role,
  isManager: false,
  organization: null,
  awayIn: null,
  expiresAt: "2030-01-01T00:00:00.000Z",
});
const viewer = (source: Source, role: AccountRole): Viewer => ({
  vaultId: "v",
  name: "U",
  accounts: { [source]: account(source, role) },
});
const TALK = ["comment", "publicComment"];
/** What takes staff. */
const WORK = [
  "internalComment",
  "assign",
  "setStatus",
  "setPriority",
  "setCategory",
  "setDue",
  "moveQueue",
  "logWork",
  "close",
];
/** What each API has besides: KACE templates and copies, SysAid links and messages. */
const KACE_WORK = [...WORK, "clone", "delete", "switchPattern"];
const SYSAID_WORK = [...WORK, "attach", "removeFile", "link", "message"];
const ticket = (source: Source, assignee = 9) => ({
  source,
  statusKind: "open" as StatusKind,
  assigneeRef: toRef(source, "user", assignee),
  removedAt: null as string | null,
});
const allowed = (permissions: ReturnType<typeof permissionsOf>) =>
  Object.entries(permissions).flatMap(([name, one]) => (one.allowed ? [name] : []));

test.each<[string, Viewer, ReturnType<typeof ticket>, string[]]>([
  ["KACE agent", viewer("kace", "agent"), ticket("kace"), [...TALK, ...KACE_WORK, "attach"]],
  ["SysAid agent", viewer("sysaid", "agent"), ticket("sysaid"), ["comment", ...SYSAID_WORK]],
  [
    "SysAid administrator",
    viewer("sysaid", "administrator"),
    ticket("sysaid"),
    ["comment", "delete", ...SYSAID_WORK],
  ],
  [
    "agent, of a closed ticket",
    viewer("kace", "agent"),
    { ...ticket("kace"), statusKind: "closed" as const },
    [...TALK, ...KACE_WORK.filter((act) => act !== "close"), "attach"],
  ],
  ["KACE user", viewer("kace", "user"), ticket("kace"), [...TALK, "attach"]],
  [
    "KACE user who is its assignee",
    viewer("kace", "user"),
    ticket("kace", 7),
    [...TALK, ...KACE_WORK, "attach"],
  ],
  ["SysAid user", viewer("sysaid", "user"), ticket("sysaid"), ["attach"]],
  ["read-only administrator", viewer("kace", "readonly"), ticket("kace"), []],
  ["person of the other system", viewer("sysaid", "administrator"), ticket("kace"), []],
  [
    "anybody, of a ticket that is gone",
    viewer("kace", "administrator"),
    { ...ticket("kace"), removedAt: "2026-01-01" },
    [],
  ],
])("%s may do exactly what is theirs, and hears why not", (_who, who, what, expected) => {
  const permissions = permissionsOf(what, who);
  expect(allowed(permissions).sort()).toEqual([...expected].sort());
  for (const one of Object.values(permissions)) expect(one.reason === null).toBe(one.allowed);
});

const ME = toRef("kace", "user", 7);
const OTHER = toRef("kace", "user", 8);
const GROUP = toRef("sysaid", "group", 3);
test.each<[string, [Source, AccountRole], typeof ME | null, boolean]>([
  ["who is asked decides", ["kace", "user"], ME, true],
  ["somebody else does not", ["kace", "user"], OTHER, false],
  ["an administrator does", ["sysaid", "administrator"], OTHER, true],
  ["an agent of KACE may try", ["kace", "agent"], OTHER, true],
  ["an agent of SysAid does not, for a person", ["sysaid", "agent"], OTHER, false],
  ["an agent may try for a group, whose people nobody tells", ["sysaid", "agent"], GROUP, true],
  ["an agent may try where nobody is named", ["sysaid", "agent"], null, true],
  ["a user does not where nobody is named", ["kace", "user"], null, false],
])("%s", (_what, [source, role], approverRef, isAllowed) => {
  const who = { ...account("kace", role), ref: ME };
  const refusal = decisionRefusal(source, who, { approverRef, approverName: "Mia" });
  expect(refusal).toBe(isAllowed ? null : "It waits for Mia.");
  const waiting = { awaitsApproval: true, approverName: null };
  const approverRefs = approverRef === null ? [] : [approverRef];
  const { decide } = permissionsOf(
    { ...ticket(source), ...waiting, approverRefs },
    { ...viewer(source, role), accounts: { [source]: who } },
  );
  expect(decide.allowed).toBe(isAllowed);
});
