import { expect, test } from "vitest";
import { aTicket } from "@/lib/client/tickets/testing/a-ticket";
import { statusesFor } from "./board-statuses";

const CHOICES = [
  { id: "1", label: "New", kind: "new" },
  { id: "2", label: "Waiting on Customer", kind: "waiting" },
  { id: "3", label: "Waiting on Vendor", kind: "waiting" },
  { id: "4", label: "Odd", kind: null },
];

test("a column means the statuses of the ticket's own queue that count as it", () => {
  const ticket = aTicket(1, { statusChoices: CHOICES });
  const idsFor = (kind: "new" | "waiting") => {
    const found = statusesFor(ticket, kind);
    return typeof found === "string" ? found : found.map(({ id }) => id);
  };
  expect(idsFor("new")).toEqual(["1"]);
  expect(idsFor("waiting")).toEqual(["2", "3"]);
});

test("a queue without such a status says so, and so does a right that is missing", () => {
  const ticket = aTicket(1, { statusChoices: CHOICES });
  expect(statusesFor(ticket, "closed")).toBe("Help Desk has no status that counts as closed.");
  const { permissions } = ticket;
  const setStatus = { allowed: false, reason: "KACE lets only owners do that." };
  expect(statusesFor({ ...ticket, permissions: { ...permissions, setStatus } }, "new")).toBe(
    "KACE lets only owners do that.",
  );
});
