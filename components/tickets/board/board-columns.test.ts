import { expect, test } from "vitest";
import { ListTicketsQuery } from "@/lib/contracts/tickets";
import { boardColumns } from "./board-columns";

const kindsOf = (search: Record<string, string>) =>
  boardColumns(search, "UTC").map(({ kind }) => kind);

test("a board has a column for each status that its list can hold", () => {
  expect(kindsOf({})).toEqual(["new", "open", "waiting", "closed"]);
  expect(kindsOf({ status: "closed,new" })).toEqual(["new", "closed"]);
});

test("each column asks what its list asks, of its own status", () => {
  for (const { kind, search } of boardColumns(
    { q: "x", sort: "priority", queue: "kace:queue:1" },
    "UTC",
  )) {
    expect(search).toMatchObject({ q: "x", sort: "priority", queue: "kace:queue:1", status: kind });
    expect(ListTicketsQuery.safeParse(search).success).toBe(true);
  }
});

test("what is closed is of the last days, unless the list says which, and nothing where it holds open ones", () => {
  const closed = (search: Record<string, string>) => boardColumns(search, "Europe/Berlin").at(-1);
  expect(closed({})?.search).toMatchObject({ closed: "last7", zone: "Europe/Berlin" });
  expect(closed({ closed: "last30" })?.search).toMatchObject({ closed: "last30" });
  expect(closed({ flag: "mine,open" })?.search).toBeNull();
  expect(closed({ flag: "mine" })?.search).not.toBeNull();
});
