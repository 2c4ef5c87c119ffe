import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { joinCsv } from "@/lib/contracts/csv";
import { ListDevicesQuery } from "@/lib/contracts/devices";
import { ListTicketsQuery } from "@/lib/contracts/tickets";
import { BadRequest } from "../failures";
import { parseBody, parseQuery } from "./input";

const url = (search: string) => new URL(`http://x.example/api/tickets?${search}`);
function faultsOf(search: string): Record<string, string> {
  try {
    parseQuery(url(search), ListTicketsQuery);
    return {};
  } catch (error) {
    if (error instanceof BadRequest) return error.fields;
    throw error;
  }
}

test.each([
  ["colour=red", "colour"],
  ["__proto__=1", "__proto__"],
  ["constructor=1", "constructor"],
  ["limit=9999", "limit"],
  ["limit=0", "limit"],
  ["limit=1&limit=2", "limit"],
  ["offset=-1", "offset"],
  ["sort=password", "sort"],
  ["flag=open,broken", "flag.1"],
  ["device=nothing", "device"],
  ["createdFrom=2026-13-01", "createdFrom"],
])("%s is refused by name", (search, field) => {
  expect(Object.keys(faultsOf(search))).toEqual([field]);
});

test("a refusal names every fault, but no more than somebody could read", () => {
  expect(Object.keys(faultsOf("limit=x&offset=x&a=1")).sort()).toEqual(["a", "limit", "offset"]);
  const flood = Array.from({ length: 500 }, (_, n) => `${"n".repeat(100)}${n}=1`).join("&");
  expect(Object.keys(faultsOf(flood)).length).toBeLessThanOrEqual(20);
  expect(Math.max(...Object.keys(faultsOf(flood)).map((name) => name.length))).toBe(60);
});

test("a list may be written with commas or by repeating its name", () => {
  const flags = ["open", "mine"];
  expect(parseQuery(url("flag=open,mine"), ListTicketsQuery).flag).toEqual(flags);
  expect(parseQuery(url("flag=open&flag=mine"), ListTicketsQuery).flag).toEqual(flags);
});

test("whatever stands in a list's values arrives as it was, commas too", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 9 }),
      (sites) => {
        const search = new URLSearchParams({ site: joinCsv(sites) });
        expect(parseQuery(url(search.toString()), ListDevicesQuery).site).toEqual(sites);
      },
    ),
  );
});

const Body = z.strictObject({ text: z.string() });
const JSON_TYPE = { "content-type": "application/json" };
const post = (body: BodyInit, headers: HeadersInit = JSON_TYPE) => {
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, headers, duplex: "half" };
  return new Request("http://x.example/", init);
};
const faultOf = async (request: Request) => {
  const fault: unknown = await parseBody(request, Body).catch((error: unknown) => error);
  return fault instanceof BadRequest ? fault.fields : fault;
};

test("a body is JSON under its own type, and nothing else", async () => {
  expect(await parseBody(post('{"text":"ü"}'), Body)).toEqual({ text: "ü" });
  const charset = { "content-type": "Application/JSON; charset=utf-8" };
  expect(await parseBody(post('{"text":"a"}', charset), Body)).toEqual({ text: "a" });
  for (const type of [
    "text/plain",
    "application/json-patch+json",
    "application/x-www-form-urlencoded",
  ]) {
    expect(await faultOf(post('{"text":"a"}', { "content-type": type }))).toEqual({
      body: "must be application/json",
    });
  }
  expect(await faultOf(post("{"))).toEqual({ body: "is not JSON (SyntaxError)" });
  expect(await faultOf(post("[]"))).toHaveProperty("body");
  expect(await faultOf(post('{"text":"a","extra":1}'))).toEqual({ extra: "is not known here" });
  expect(
    await faultOf(new Request("http://x.example/", { method: "POST", headers: JSON_TYPE })),
  ).toHaveProperty("body");
});

test("the size of a body is counted in bytes", async () => {
  const ofBytes = (bytes: number) => JSON.stringify({ text: "ü".repeat((bytes - 11) / 2) });
  const limit = 512 * 1024;
  expect(Buffer.byteLength(ofBytes(limit + 1))).toBe(limit + 1 - (limit % 2));
  expect(await parseBody(post(ofBytes(limit - 1)), Body)).toHaveProperty("text");
  expect(await faultOf(post(ofBytes(limit + 3)))).toEqual({
    body: `must not be larger than ${limit} bytes`,
  });
});

test("a body without end is not read to its end", async () => {
  let sent = 0;
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
    cancel() {
      isCancelled = true;
    },
  });
  expect(await faultOf(post(endless))).toHaveProperty("body");
  expect(isCancelled).toBe(true);
  expect(sent).toBeLessThan(1_000_000);
});

test("a body that announces too much is not read at all", async () => {
  const request = post("{}", { ...JSON_TYPE, "content-length": "999999999" });
  expect(await faultOf(request)).toHaveProperty("body");
  expect(request.bodyUsed).toBe(false);
});
