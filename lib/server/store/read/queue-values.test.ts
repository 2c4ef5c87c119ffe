import { afterAll, beforeAll, expect, test } from "vitest";
import type { Queue } from "@/lib/domain/queue";
import { toRef } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Store } from "../db";
import { VIEWERS } from "../test-company";
import { createTestStore } from "../test-database";
import { applyQueues } from "../write/apply";
import { readQueueLists, readQueueNames } from "./people";

const queue = (source: Source, id: number, name: string): Queue => ({
  ref: toRef(source, source === "kace" ? "queue" : "group", id),
  source,
  name,
  lists: { status: [{ id: String(id), label: `New in ${name}`, ordinal: 0 }] },
  ownerRefs: [],
});
const QUEUES = [
  queue("kace", 1, "Help Desk"),
  queue("kace", 2, "Facilities"),
  queue("sysaid", 1, "Support"),
  queue("sysaid", 2, "Applications"),
];

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
  await applyQueues(store, QUEUES);
});
afterAll(() => store.close());

test.each(Object.entries(VIEWERS))(
  "%s: the queues of a source, and their values, are told to whom sees anything of it",
  async (_, visibility) => {
    for (const source of ["kace", "sysaid"] as const) {
      const names = await readQueueNames(store.db, visibility, source);
      const own = QUEUES.filter((one) => one.source === source);
      const sorted = own.map(({ name }) => name).sort();
      expect(names.map(({ name }) => name)).toEqual(visibility[source] === "none" ? [] : sorted);
      for (const one of own) {
        const wanted = { source, queueRef: one.ref, orAny: true };
        const lists = await readQueueLists(store.db, visibility, wanted);
        expect(lists).toEqual(visibility[source] === "none" ? null : one.lists);
      }
    }
  },
);

test("a queue that is not known tells nothing, unless any of its source will do", async () => {
  const [visibility] = Object.values(VIEWERS).filter(({ sysaid }) => sysaid === "all");
  if (visibility === undefined) throw new Error("nobody sees all of SysAid");
  for (const queueRef of [null, toRef("sysaid", "group", 99), toRef("kace", "queue", 1)]) {
    const wanted = { source: "sysaid" as const, queueRef };
    expect(await readQueueLists(store.db, visibility, { ...wanted, orAny: false })).toBeNull();
    expect(await readQueueLists(store.db, visibility, { ...wanted, orAny: true })).toEqual(
      QUEUES[3]?.lists,
    );
  }
});
