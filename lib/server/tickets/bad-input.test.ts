import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { ListTicketsQuery, TicketDetailResult, TicketWrite } from "@/lib/contracts/tickets";
import { toRef } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { createTestAppliances } from "@/simulators/test-appliances";
import { stageAppliances } from "../testing/appliance-stage";
import { listTickets } from "./list-tickets";
import { readTicket } from "./read-ticket";
import { writeTicket } from "./write-ticket";

// Whatever somebody types stands in the system character by character, or is refused with a reason before it is sent.

const { sysaid, start } = createTestAppliances();
const stage = stageAppliances(start);
const REFS = { kace: toRef("kace", "ticket", 10), sysaid: toRef("sysaid", "record", 1) };
const SOURCES = ["kace", "sysaid"] as const;

let ada: Viewer;
let kaceCookie: string;
const KACE_HEADERS = { "content-type": "application/json", "x-kace-api-version": "13" };
beforeAll(async () => {
  ada = await stage.enter("ada");
  const { urls, password } = stage.appliances();
  const login = await fetch(`${urls.kace}/ams/shared/api/security/login`, {
    method: "POST",
    headers: KACE_HEADERS,
    body: JSON.stringify({ userName: "ada", password }),
  });
  kaceCookie = login.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
});

/** What KACE answers to a colleague, past Sightline. */
async function askKace(path: string): Promise<unknown> {
  const answer = await fetch(`${stage.appliances().urls.kace}${path}`, {
    headers: { ...KACE_HEADERS, cookie: kaceCookie },
  });
  return answer.json();
}
const Changes = z.object({ Changes: z.array(z.object({ comment: z.string() })) });
const Tickets = z.object({ Tickets: z.array(z.object({ resolution: z.string() })) });

/** All that was said about the ticket, and its solution, as the system itself holds them. */
const HELD = {
  kace: {
    said: async () =>
      Changes.parse(
        await askKace("/api/service_desk/tickets/10/changes?paging=limit 1000"),
      ).Changes.map(({ comment }) => comment),
    solution: async () =>
      Tickets.parse(await askKace("/api/service_desk/tickets/10?shaping=hd_ticket all")).Tickets[0]
        ?.resolution,
  },
  sysaid: {
    said: async () => sysaid.records.get(1)?.record.steps.map(({ text }) => text) ?? [],
    solution: async () => sysaid.records.get(1)?.record.solution,
  },
};

const HOSTILE = [
  "  outer blanks stay \n",
  "\u00a0nbsp\u00a0\u2003em space\u200b",
  "👩‍👩‍👧‍👦 👍🏽 🇩🇪",
  "\u202eright to left\u202c שלום مرحبا \u200f",
  "line\r\nline\rline\nline\u2028line\u2029",
  "<script>alert(1)</script><b>bold</b> & &amp; &#0;",
  "if a<b && c>d then <leo@tiny.example>",
  "title eq 'x' , id neq 1; resolution like '%'",
  `quotes " ' \` and \\ back \\n \\u0000`,
  "'; drop table tickets; --",
  "${process.env.HOME} {{7*7}} %s %n %00 =cmd|' /C calc'!A0",
  "\u0001\u0008\u000b\u000c\u001b\u007f\u0085\ufeff\ufffe\uffff",
  "e\u0301 \u00e9 ﬁ İ ß",
  "x".repeat(65_536),
  "\u{1f600}".repeat(32_768),
  '[{"text":"a note"}]',
  "null",
  "0",
];
const REFUSED = [
  ["", /too small|>=1|at least 1/i],
  [" \n\t\u00a0", /more than blanks/],
  ["a\u0000b", /NUL/],
  ["half \ud83d", /unpaired surrogate/],
  ["\ude00 half", /unpaired surrogate/],
  ["x".repeat(65_537), /too big|<=65536|at most/i],
] as const;

const anything = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
  fc
    .array(fc.constantFrom(...HOSTILE.filter((text) => text.length < 200), "\u0000", "\ud800"), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => parts.join("")),
);
const reasonOf = (text: string) => {
  const parsed = TicketWrite.safeParse({ act: "comment", text, internal: true });
  return parsed.success ? null : z.prettifyError(parsed.error);
};

const say = (ref: (typeof REFS)["kace"], text: string) =>
  writeTicket(stage.as(ada), ref, TicketWrite.parse({ act: "comment", text, internal: true }));

test.each(REFUSED)("%j is refused with a reason, before anything is sent", (text, why) => {
  expect(reasonOf(text)).toMatch(why);
  const close = { act: "close", statusId: null, solution: text };
  expect(TicketWrite.safeParse(close).success).toBe(false);
});

test.each(SOURCES)(
  "%s holds each comment as it was typed",
  async (source) => {
    const holds = async (text: string) => {
      if (reasonOf(text) !== null) return;
      const before = (await HELD[source].said()).length;
      await say(REFS[source], text);
      const said = await HELD[source].said();
      expect(said).toHaveLength(before + 1);
      expect(said.filter((one) => one === text).length).toBeGreaterThan(0);
    };
    for (const text of HOSTILE) await holds(text);
    await fc.assert(fc.asyncProperty(anything, holds), { numRuns: 40 });
  },
  60_000,
);

test.each(SOURCES)(
  "%s holds each solution as it was typed",
  async (source) => {
    const ref = REFS[source];
    const holds = async (text: string) => {
      if (reasonOf(text) !== null) return;
      const shown = await readTicket(stage.as(ada), ref, {});
      const { statusChoices } = TicketDetailResult.parse(shown).ticket;
      const closed = statusChoices.find(({ kind }) => kind === "closed")?.id ?? "";
      const open = statusChoices.find(({ kind }) => kind === "open")?.id ?? "";
      await writeTicket(stage.as(ada), ref, { act: "setStatus", statusId: open });
      const act = TicketWrite.parse({ act: "close", statusId: closed, solution: text });
      await writeTicket(stage.as(ada), ref, act);
      expect(await HELD[source].solution()).toBe(text);
    };
    for (const text of HOSTILE) await holds(text);
    await fc.assert(fc.asyncProperty(anything, holds), { numRuns: 10 });
  },
  60_000,
);

test("a search takes any text, and finds what holds its words and nothing else", async () => {
  const search = async (q: string) => {
    const query = ListTicketsQuery.safeParse({ q, limit: "500" });
    if (!query.success) return null;
    return (await listTickets(stage.as(ada), query.data)).rows;
  };
  const all = (await search("")) ?? [];
  const finds = async (q: string) => {
    const rows = await search(q);
    if (rows === null) return expect(q.trim().length).toBeGreaterThan(200);
    const words = q
      .replaceAll("\u0000", "")
      .toWellFormed()
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean);
    const wanted = all.filter((row) => {
      const text = [row.number, row.title, row.requesterName, row.assigneeName]
        .filter((part) => part !== null && part !== "")
        .join("\n")
        .toLowerCase();
      return words.every((word) => text.includes(word));
    });
    expect(rows.map(({ ref }) => ref).sort()).toEqual(wanted.map(({ ref }) => ref).sort());
  };
  const wild = [
    "%",
    "_",
    "\\",
    "100%",
    "mail_slow",
    "jam' or 1=1 --",
    "title eq 'x'",
    "(",
    "*",
    "\u0000",
  ];
  for (const q of [...wild, ...HOSTILE, "PRINTER 1"]) await finds(q);
  await fc.assert(fc.asyncProperty(anything, finds), { numRuns: 60 });
});
