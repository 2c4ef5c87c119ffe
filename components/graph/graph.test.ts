import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fromEngineGraph, toEngineGraph } from "./engine-layout";
import {
  drawableEdges,
  NODE_HEIGHT_PX,
  NODE_WIDTH_PX,
  type GraphEdge,
  type GraphLayout,
  type GraphNode,
} from "./graph-model";
import { keepWithin } from "./keep-within";
import { columnsFromRoot, layoutSimply } from "./simple-layout";
import { walkGraph } from "./walk-graph";

const node = (id: string): GraphNode => ({ id, label: id, kind: "server" });
const edge = (from: string, to: string): GraphEdge => ({
  from,
  to,
  label: "depends on",
  opposite: "is used by",
});

const graphs = fc.integer({ min: 1, max: 40 }).chain((size) => {
  const id = fc.nat(size - 1).map(String);
  return fc.record({
    nodes: fc.constant(Array.from({ length: size }, (_, at) => node(String(at)))),
    edges: fc.array(
      fc.tuple(id, id).map(([from, to]) => edge(from, to)),
      { maxLength: 80 },
    ),
  });
});

function expectNoOverlap(layout: GraphLayout, count: number) {
  const places = [...layout.nodes.values()];
  expect(places).toHaveLength(count);
  places.forEach((a, at) =>
    places.slice(at + 1).forEach((b) => {
      const apart = Math.abs(a.x - b.x) >= NODE_WIDTH_PX || Math.abs(a.y - b.y) >= NODE_HEIGHT_PX;
      expect(apart).toBe(true);
    }),
  );
}

test("the plain layout places every node, loops and islands included, and none over another", () => {
  fc.assert(
    fc.property(graphs, ({ nodes, edges }) => {
      expectNoOverlap(layoutSimply(nodes, edges, "0"), nodes.length);
    }),
  );
});

test("the engine places every node without overlap and gives every edge a path and its label a place", async () => {
  const require = createRequire(import.meta.url);
  const { Worker } = require("elkjs/lib/elk-worker.min.js");
  const { default: Engine } = await import("elkjs/lib/elk-api.js");
  const engine = new Engine({ workerFactory: (url?: string) => new Worker(url) });
  const nodes = ["a", "b", "c", "d", "e"].map(node);
  const edges = [
    edge("a", "b"),
    edge("b", "c"),
    edge("c", "a"),
    edge("a", "d"),
    edge("a", "b"),
    edge("d", "d"),
  ];
  const layout = fromEngineGraph(await engine.layout(toEngineGraph(nodes, edges)));
  expectNoOverlap(layout, nodes.length);
  expect(layout.edges).toHaveLength(edges.length);
  for (const path of layout.edges) expect(path.points.length).toBeGreaterThanOrEqual(2);
});

test("what points at the root stands before it and what it points at after it", () => {
  const columns = columnsFromRoot(
    ["r", "in", "out", "far"].map(node),
    [edge("in", "r"), edge("r", "out"), edge("out", "far")],
    "r",
  );
  expect([columns.get("in"), columns.get("r"), columns.get("out"), columns.get("far")]).toEqual([
    -1, 0, 1, 2,
  ]);
});

test("an edge to something outside the picture is left out", () => {
  expect(drawableEdges([node("a"), node("b")], [edge("a", "b"), edge("a", "gone")])).toHaveLength(
    1,
  );
});

test("arrows walk along edges in their direction, and up and down within a column", () => {
  const places = new Map([
    ["r", { x: 0, y: 0 }],
    ["near", { x: 300, y: 10 }],
    ["low", { x: 300, y: 200 }],
  ]);
  const edges = [edge("r", "low"), edge("r", "near")];
  expect(walkGraph("ArrowRight", "r", places, edges)).toBe("near");
  expect(walkGraph("ArrowLeft", "low", places, edges)).toBe("r");
  expect(walkGraph("ArrowDown", "near", places, edges)).toBe("low");
  expect(walkGraph("ArrowUp", "near", places, edges)).toBeNull();
  expect(walkGraph("ArrowLeft", "r", places, edges)).toBeNull();
});

test("a first view stays within the graph where it can, and shows a small graph in its middle", () => {
  const span = { from: 0, to: 1000 };
  expect(keepWithin(500, span, 400)).toBe(500);
  expect(keepWithin(990, span, 400)).toBe(800);
  expect(keepWithin(10, span, 400)).toBe(200);
  expect(keepWithin(990, span, 4000)).toBe(500);
});
