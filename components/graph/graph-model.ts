import type { Display } from "@/lib/format/tones";

/** A thing in the picture. */
export interface GraphNode {
  id: string;
  label: string;
  /** One of the legend's kinds. */
  kind: string;
  /** A second, quieter line. */
  note?: string;
  /** Neighbours that the picture leaves out. */
  hidden?: number;
}

/** A directed relation. It reads `label` from its start and `opposite` from its end. */
export interface GraphEdge {
  from: string;
  to: string;
  label: string;
  opposite: string;
}

/** How each kind is drawn and named. */
export type GraphKinds = Readonly<Record<string, Display>>;

export const UNKNOWN_KIND = {
  label: "Other",
  tone: "neutral",
  shape: "cross",
} as const satisfies Display;

export interface Point {
  x: number;
  y: number;
}

/** A laid-out edge: its path from start to end, and the middle of its label. */
export interface EdgePath {
  points: readonly Point[];
  labelAt: Point;
}

/** Where everything stands, in pixels; nodes by id (upper left corner), edges in the order of the input. */
export interface GraphLayout {
  nodes: ReadonlyMap<string, Point>;
  edges: readonly EdgePath[];
}

export const NODE_WIDTH_PX = 184;
export const NODE_HEIGHT_PX = 48;
export const LABEL_HEIGHT_PX = 18;
const LABEL_CHAR_PX = 6.5;

/** Room that an edge's label needs. */
export const labelWidthPx = (label: string) => Math.min(160, label.length * LABEL_CHAR_PX + 10);

/** Edges whose two ends are both in the picture; the engine refuses any other. */
export function drawableEdges(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): GraphEdge[] {
  const ids = new Set(nodes.map((node) => node.id));
  return edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to));
}
