import {
  NODE_HEIGHT_PX,
  NODE_WIDTH_PX,
  type GraphEdge,
  type GraphLayout,
  type GraphNode,
  type Point,
} from "./graph-model";

const COLUMN_GAP_PX = 140;
const ROW_GAP_PX = 28;

/** Columns by direction and distance from the root: what points at it stands before it, what it points at after it. */
export function columnsFromRoot(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  rootId: string,
): Map<string, number> {
  const columns = new Map<string, number>([[rootId, 0]]);
  const queue = [rootId];
  const visit = (id: string, column: number) => {
    if (columns.has(id)) return;
    columns.set(id, column);
    queue.push(id);
  };
  for (let at = 0; at < queue.length; at += 1) {
    const id = queue[at];
    if (id === undefined) break;
    const column = columns.get(id) ?? 0;
    for (const edge of edges) {
      if (edge.from === id) visit(edge.to, column + 1);
      if (edge.to === id) visit(edge.from, column - 1);
    }
  }
  const last = Math.max(...columns.values());
  for (const node of nodes) if (!columns.has(node.id)) columns.set(node.id, last + 1);
  return columns;
}

/** A plain layout in columns, for when the layout engine cannot run. Nodes never overlap; edges are straight. */
export function layoutSimply(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  rootId: string,
): GraphLayout {
  const columns = columnsFromRoot(nodes, edges, rootId);
  const byColumn = new Map<number, string[]>();
  for (const { id } of nodes) {
    const column = columns.get(id) ?? 0;
    byColumn.set(column, [...(byColumn.get(column) ?? []), id]);
  }
  const places = new Map<string, Point>();
  for (const [column, ids] of byColumn) {
    const top = (-(ids.length - 1) * (NODE_HEIGHT_PX + ROW_GAP_PX)) / 2;
    ids.forEach((id, row) =>
      places.set(id, {
        x: column * (NODE_WIDTH_PX + COLUMN_GAP_PX),
        y: top + row * (NODE_HEIGHT_PX + ROW_GAP_PX),
      }),
    );
  }
  return { nodes: places, edges: edges.map((edge) => straightPath(places, edge)) };
}

function straightPath(places: ReadonlyMap<string, Point>, edge: GraphEdge) {
  const from = places.get(edge.from) ?? { x: 0, y: 0 };
  const to = places.get(edge.to) ?? { x: 0, y: 0 };
  const forward = from.x <= to.x;
  const start = { x: from.x + (forward ? NODE_WIDTH_PX : 0), y: from.y + NODE_HEIGHT_PX / 2 };
  const end = { x: to.x + (forward ? 0 : NODE_WIDTH_PX), y: to.y + NODE_HEIGHT_PX / 2 };
  return { points: [start, end], labelAt: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 } };
}
