import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { KeepDraft, TicketDraftResult } from "@/lib/contracts/ticket-draft";
import { currentDraft } from "./draft-memory";
import {
  flushDrafts,
  flushOnLeaving,
  lastTypedAt,
  openBox,
  pullDraft,
  typeDraft,
} from "./draft-sync";

// A browser with its storage and clock, and a server that holds one draft a ticket by the rule of the newer one.

const OWNER = "kace:user:1";
const held = new Map<string, { text: string; internal: boolean; atMs: number }>();
let requests: { method: string; path: string; text?: string; keepalive: boolean }[] = [];
let isDown = false;
let ref = "";
let count = 0;

function answer(path: string): Response {
  const draft = held.get(path);
  const view = draft && {
    text: draft.text,
    internal: draft.internal,
    ageMs: Date.now() - draft.atMs,
  };
  return Response.json({ draft: view ?? null } satisfies TicketDraftResult);
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 12) });
  const stored = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    get length() {
      return stored.size;
    },
    key: (at: number) => [...stored.keys()][at] ?? null,
    getItem: (key: string) => stored.get(key) ?? null,
    removeItem: (key: string) => void stored.delete(key),
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const body: KeepDraft | null = typeof init.body === "string" ? JSON.parse(init.body) : null;
    const method = init.method ?? "GET";
    requests.push({
      method,
      path,
      keepalive: init.keepalive ?? false,
      ...(body && { text: body.text }),
    });
    if (isDown) throw new TypeError("no connection");
    if (body !== null) {
      const atMs = Date.now() - body.ageMs;
      const isNewer = (held.get(path)?.atMs ?? 0) <= atMs;
      if (isNewer && body.text === "") held.delete(path);
      else if (isNewer) held.set(path, { text: body.text, internal: body.internal, atMs });
    }
    return answer(path);
  });
  count += 1;
  ref = `kace:ticket:${count}`;
  requests = [];
  isDown = false;
  held.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pathOf = () => `/api/tickets/${encodeURIComponent(ref)}/draft`;
const type = (text: string) => typeDraft(ref, { text, internal: false });
const open = async () => {
  openBox(ref);
  await pullDraft(ref, OWNER, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(0);
};
const rest = () => vi.advanceTimersByTimeAsync(1_500);
const elsewhere = (text: string) => held.set(pathOf(), { text, internal: true, atMs: Date.now() });
const puts = () => requests.filter(({ method }) => method === "PUT").map(({ text }) => text);

test("what is typed stands here at once, and after a pause one request brings it to the server", async () => {
  await open();
  type("H");
  type("Hel");
  await vi.advanceTimersByTimeAsync(1_400);
  type("Hello");
  expect(currentDraft(ref)).toMatchObject({ text: "Hello", isSaved: false, by: OWNER });
  await vi.advanceTimersByTimeAsync(1_400);
  expect(puts()).toEqual([]);
  await rest();
  expect(puts()).toEqual(["Hello"]);
  expect(currentDraft(ref)).toMatchObject({ text: "Hello", isSaved: true });
  expect(lastTypedAt(ref)).not.toBeNull();
});

test("an emptied box empties the server's copy, and counts as typing no more", async () => {
  await open();
  type("Hello");
  await rest();
  type("");
  await rest();
  expect(held.size).toBe(0);
  expect(lastTypedAt(ref)).toBeNull();
});

test("what another browser wrote comes in on opening, and later while nobody types here", async () => {
  elsewhere("From the phone");
  await open();
  expect(currentDraft(ref)).toMatchObject({
    text: "From the phone",
    internal: true,
    isSaved: true,
  });
  elsewhere("From the phone, more");
  await pullDraft(ref, OWNER, new AbortController().signal);
  expect(currentDraft(ref)?.text).toBe("From the phone, more");
  type("From the desk");
  await rest();
  elsewhere("From the phone again");
  await pullDraft(ref, OWNER, new AbortController().signal);
  expect(currentDraft(ref)?.text).toBe("From the desk");
  await open();
  expect(currentDraft(ref)?.text).toBe("From the phone again");
});

test("what was sent or emptied elsewhere goes here too", async () => {
  elsewhere("Sent soon");
  await open();
  held.clear();
  await open();
  expect(currentDraft(ref)?.text).toBe("");
  expect(puts()).toEqual([]);
});

test("what was typed here and sent from another browser does not wait here to be sent again", async () => {
  await open();
  type("Sent from the phone");
  await rest();
  held.clear();
  await pullDraft(ref, OWNER, new AbortController().signal);
  expect(currentDraft(ref)?.text).toBe("");
  type("Left before the answer");
  held.set(pathOf(), { text: "Left before the answer", internal: false, atMs: Date.now() });
  await open();
  held.clear();
  await open();
  await rest();
  expect(currentDraft(ref)?.text).toBe("");
  expect(held.size).toBe(0);
});

test("a server that is away disturbs nobody, and has the text at the next opening", async () => {
  isDown = true;
  type("Offline");
  await rest();
  expect(currentDraft(ref)).toMatchObject({ text: "Offline", isSaved: false });
  isDown = false;
  await vi.advanceTimersByTimeAsync(60_000);
  await open();
  expect(held.get(pathOf())?.text).toBe("Offline");
  expect(currentDraft(ref)?.isSaved).toBe(true);
});

test("an old text of this browser gives way to a newer one, when opening and when it arrives late", async () => {
  isDown = true;
  type("Old");
  await rest();
  isDown = false;
  await vi.advanceTimersByTimeAsync(10_000);
  elsewhere("New");
  await open();
  expect(currentDraft(ref)?.text).toBe("New");
  expect(held.get(pathOf())?.text).toBe("New");
});

test("leaving the page sends what waits in a request that outlives it; signing out waits for it", async () => {
  type("Last words");
  flushOnLeaving();
  await vi.advanceTimersByTimeAsync(0);
  expect(requests).toMatchObject([{ text: "Last words", keepalive: true }]);
  type("More");
  await flushDrafts();
  expect(held.get(pathOf())?.text).toBe("More");
});

test("what somebody else typed in this browser is neither shown to the next account nor saved as theirs", async () => {
  await open();
  type("Not yours");
  openBox(ref);
  await pullDraft(ref, "kace:user:2", new AbortController().signal);
  await rest();
  expect(currentDraft(ref)?.text).toBe("");
  expect(puts()).not.toContain("Not yours");
});
