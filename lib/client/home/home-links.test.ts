import { expect, test } from "vitest";
import { ListDevicesQuery } from "@/lib/contracts/devices";
import type { Metrics } from "@/lib/contracts/metrics";
import { ListTicketsQuery } from "@/lib/contracts/tickets";
import { dayAfter, dayLinks, toAllStats, toMineStats } from "./home-links";

const metrics: Metrics = {
  openTickets: 1,
  newToday: 2,
  closedToday: 3,
  overdue: 4,
  unassigned: 5,
  awaitsApproval: 6,
  devices: 7,
  staleDevices: 8,
  trend: [],
  backlogByAge: [],
  openByPriority: [],
  openByQueue: [],
  devicesByOs: [],
  devicesByCheckIn: [],
};

test("every number's link is a question that its list understands", () => {
  const stats = [
    ...toMineStats({ open: 1, overdue: 2, requested: 3, devices: 4 }),
    ...toAllStats(metrics, "2026-11-22"),
  ];
  const links = [...stats.map((stat) => stat.href), ...Object.values(dayLinks("2026-02-28"))];
  for (const href of links) {
    const [path, search] = href.split("?");
    const query = Object.fromEntries(new URLSearchParams(search));
    const contract = path === "/devices" ? ListDevicesQuery : ListTicketsQuery;
    expect(contract.safeParse(query).error, href).toBeUndefined();
  }
  expect(new Set(links).size).toBe(links.length);
});

test("a day's links hold that day and no other, over months and leap days", () => {
  expect(dayAfter("2028-02-28")).toBe("2028-02-29");
  expect(dayAfter("2026-12-31")).toBe("2027-01-01");
  expect(dayLinks("2026-11-22")).toEqual({
    created: "/tickets?createdFrom=2026-11-22&createdBefore=2026-11-23",
    closed: "/tickets?status=closed&closedFrom=2026-11-22&closedBefore=2026-11-23",
  });
});
