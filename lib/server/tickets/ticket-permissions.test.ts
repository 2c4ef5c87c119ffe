import { expect, test } from "vitest";
import type { AccountRole } from "@/lib/domain/person";
import { toRef } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { StatusKind } from "@/lib/domain/ticket";
import type { Viewer } from "@/lib/domain/viewer";
import { permissionsOf } from "./ticket-permissions";

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
const ticket = (source: Source, assignee = 9) => ({
  source,
  statusKind: "open" as StatusKind,
  assigneeRef: toRef(source, "user", assignee),
  removedAt: null as string | null,
});
const allowed = (permissions: ReturnType<typeof permissionsOf>) =>
  Object.entries(permissions).flatMap(([name, one]) => (one.allowed ? [name] : []));

test.each<[string, Viewer, ReturnType<typeof ticket>, string[]]>([
  ["KACE agent", viewer("kace", "agent"), ticket("kace"), [...TALK, ...WORK, "attach"]],
  [
    "SysAid agent",
    viewer("sysaid", "agent"),
    ticket("sysaid"),
    ["comment", ...WORK, "attach", "removeFile"],
  ],
  [
    "agent, of a closed ticket",
    viewer("kace", "agent"),
    { ...ticket("kace"), statusKind: "closed" as const },
    [...TALK, ...WORK.filter((act) => act !== "close"), "attach"],
  ],
  ["KACE user", viewer("kace", "user"), ticket("kace"), [...TALK, "attach"]],
  [
    "KACE user who is its assignee",
    viewer("kace", "user"),
    ticket("kace", 7),
    [...TALK, ...WORK, "attach"],
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
  expect(allowed(permissions)).toEqual(expected);
  for (const one of Object.values(permissions)) expect(one.reason === null).toBe(one.allowed);
});
