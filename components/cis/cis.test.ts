import { expect, test } from "vitest";
import { toGraphDepth } from "@/lib/client/cis/graph-depth";
import { CI_SORT_FIELDS } from "@/lib/contracts/cis-fields";
import type { CiGraphResult } from "@/lib/contracts/cis";
import { Ref } from "@/lib/domain/ref";
import { CI_COLUMNS } from "./ci-columns";
import { graphLimits, toGraph } from "./graph-view";
import { neighboursOf } from "./node-card";

const PORTAL = Ref.parse("sysaid:ci:1");
const SERVER = Ref.parse("sysaid:ci:2");

const node = (ref: Ref, name: string, facts: Partial<CiGraphResult["nodes"][number]> = {}) => ({
  ref,
  name,
  typeLabel: "Server",
  ciClass: "server" as const,
  status: null,
  distance: 0,
  deviceRef: null,
  crawled: true,
  hidden: 0,
  ...facts,
});

const GRAPH = {
  nodes: [node(PORTAL, "Portal"), node(SERVER, "srv-1", { crawled: false, hidden: 3 })],
  edges: [{ src: PORTAL, dest: SERVER, typeId: "4", name: "Runs on", opposite: "Runs" }],
  truncated: false,
  crawl: { done: 412, total: 1600 },
};

test("a relation keeps its direction, and an unread CI says so in the picture", () => {
  const { nodes, edges } = toGraph(GRAPH);
  expect(edges).toEqual([{ from: PORTAL, to: SERVER, label: "Runs on", opposite: "Runs" }]);
  expect(nodes.map(({ note, hidden }) => [note, hidden])).toEqual([
    ["Server", 0],
    ["Server, not read yet", 3],
  ]);
});

test("what a picture leaves out is said: unread CIs with how far the reading is, and the limit", () => {
  const [unread] = graphLimits(GRAPH);
  expect(unread).toContain("1 CI in this picture was not read yet");
  expect(unread).toContain("412 of 1,600 CIs");
  expect(graphLimits({ ...GRAPH, truncated: true })[0]).toContain("300 nearest");
  expect(graphLimits({ ...GRAPH, nodes: [node(PORTAL, "Portal")] })).toEqual([]);
});

test("each end reads a relation from its own side", () => {
  expect(neighboursOf(PORTAL, GRAPH)).toEqual([
    { relation: "Runs on", ref: SERVER, name: "srv-1" },
  ]);
  expect(neighboursOf(SERVER, GRAPH)).toEqual([{ relation: "Runs", ref: PORTAL, name: "Portal" }]);
});

test("a depth that nobody offers is one step", () => {
  expect(["3", "0", "5", "2.5", "x", null, undefined].map(toGraphDepth)).toEqual([
    3, 1, 1, 1, 1, 1, 1,
  ]);
});

test("every order that the server knows can be asked for by a column", () => {
  const offered = CI_COLUMNS.flatMap((column) => column.sortField ?? []);
  expect(offered.toSorted()).toEqual([...CI_SORT_FIELDS].sort());
});
