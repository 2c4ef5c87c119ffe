import type { MessagePeopleResult } from "@/lib/contracts/ticket-acts";
import { MESSAGE_METHODS, type MessageMethod } from "@/lib/contracts/ticket-act-fields";
import type { Ref } from "@/lib/domain/ref";
import { createDraftShelf, type DraftStore } from "../draft-shelf";

type Person = MessagePeopleResult["people"][number];

/** A message that somebody is writing. */
export interface MessageDraft {
  method: MessageMethod;
  to: readonly Person[];
  cc: readonly Person[];
  subject: string;
  text: string;
  addDetails: boolean;
}

export const EMPTY_MESSAGE: MessageDraft = {
  method: "email",
  to: [],
  cc: [],
  subject: "",
  text: "",
  addDetails: true,
};

const shelf = createDraftShelf<MessageDraft>(
  "messages",
  parseMessage,
  ({ subject, text }) => subject.trim() === "" && text.trim() === "",
);

/** What was last written about a ticket and not sent, also before a reload. What cannot be read counts as nothing. */
export const draftMessage = (store: DraftStore, ref: string, nowMs: number): MessageDraft =>
  shelf.read(store, ref, nowMs) ?? EMPTY_MESSAGE;

/** Keeps what is written so far. */
export function keepMessage(
  store: DraftStore,
  ref: string,
  draft: MessageDraft,
  nowMs: number,
): void {
  shelf.keep(store, ref, draft, nowMs);
}

/** Forgets it, once it is sent. */
export const forgetMessage = (store: DraftStore, ref: string): void =>
  shelf.keep(store, ref, EMPTY_MESSAGE, 0);

function parseMessage(value: unknown): MessageDraft | null {
  if (typeof value !== "object" || value === null) return null;
  const told: Partial<Record<keyof MessageDraft, unknown>> = value;
  const { subject, text, addDetails } = told;
  const method = MESSAGE_METHODS.find((one) => one === told.method);
  if (method === undefined || typeof subject !== "string" || typeof text !== "string") return null;
  const people = { to: parsePeople(told.to), cc: parsePeople(told.cc) };
  return { method, ...people, subject, text, addDetails: addDetails !== false };
}

const PARTS: readonly Person["part"][] = ["requester", "assignee", "person", "group"];

function parsePeople(value: unknown): Person[] {
  if (!Array.isArray(value)) return [];
  const list: unknown[] = value;
  return list.flatMap((one) => {
    if (typeof one !== "object" || one === null) return [];
    const told: Partial<Record<keyof Person, unknown>> = one;
    const { ref, label } = told;
    const part = PARTS.find((each) => each === told.part);
    if (!isRef(ref) || part === undefined || typeof label !== "string") return [];
    return [{ ref, label, part }];
  });
}

// By hand: the schema of refs must not reach the browser. Whom a ref means, the server looks up when it is sent.
const isRef = (value: unknown): value is Ref =>
  typeof value === "string" && /^[a-z]+:[a-z]+:./.test(value);
