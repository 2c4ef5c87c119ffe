import { expect, test } from "vitest";
import { toRef } from "@/lib/domain/ref";
import { storage } from "../testing/storage";
import {
  EMPTY_MESSAGE,
  draftMessage,
  forgetMessage,
  keepMessage,
  type MessageDraft,
} from "./message-drafts";

const RECORD = "sysaid:record:1";
const DRAFT: MessageDraft = {
  ...EMPTY_MESSAGE,
  to: [{ ref: toRef("sysaid", "user", 3), label: "Uma Unger", part: "requester" }],
  subject: "Your screen",
  text: "It is on its way.",
  addDetails: false,
};

test("a message survives a reload until it is sent, each with its own ticket", () => {
  const store = storage();
  keepMessage(store, RECORD, DRAFT, 1);
  expect(draftMessage(store, RECORD, 2)).toEqual(DRAFT);
  expect(draftMessage(store, "sysaid:record:2", 2)).toEqual(EMPTY_MESSAGE);
  forgetMessage(store, RECORD);
  expect(store.length).toBe(0);
});

test("what cannot be read is nothing, and people who cannot be read are left out", () => {
  const store = storage();
  keepMessage(store, RECORD, DRAFT, 1);
  const key = store.key(0) ?? "";
  const change = (more: object) =>
    store.setItem(key, JSON.stringify({ ...DRAFT, atMs: 1, ...more }));
  change({ to: [{ ref: "nobody" }, 5], cc: "all" });
  expect(draftMessage(store, RECORD, 2)).toEqual({ ...DRAFT, to: [], cc: [] });
  change({ method: "fax" });
  expect(draftMessage(store, RECORD, 2)).toEqual(EMPTY_MESSAGE);
  store.setItem(key, "{");
  expect(draftMessage(store, RECORD, 2)).toEqual(EMPTY_MESSAGE);
});
