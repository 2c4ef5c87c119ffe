import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api.js";
import {
  LABEL_HEIGHT_PX,
  NODE_HEIGHT_PX,
  NODE_WIDTH_PX,
  labelWidthPx,
  type EdgePath,
  type GraphEdge,
  type GraphLayout,
  type GraphNode,
} from "./graph-model";

const WORKER_URL = "/elk-worker.min.js";

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.spacing.nodeNodeBetweenLayers": "24",
  "elk.spacing.nodeNode": "20",
  "elk.spacing.edgeNode": "16",
  "elk.spacing.edgeEdge": "12",
  "elk.spacing.edgeLabel": "4",
  "elk.spacing.componentComponent": "48",
  "elk.edgeLabels.inline": "true",
  // Relations of a hub come in as one trunk instead of dozens of lines side by side.
  "elk.layered.mergeEdges": "true",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
} as const;

/** The question to the layout engine: boxes, lines and the room that their labels need. */
export function toEngineGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): ElkNode {
  return {
    id: "graph",
    layoutOptions: OPTIONS,
    children: nodes.map(({ id }) => ({ id, width: NODE_WIDTH_PX, height: NODE_HEIGHT_PX })),
    edges: edges.map((edge, at) => ({
      id: `edge-${at}`,
      sources: [edge.from],
      targets: [edge.to],
      labels: [{ text: edge.label, width: labelWidthPx(edge.label), height: LABEL_HEIGHT_PX }],
    })),
  };
}

/** The engine's answer as places and paths. */
export function fromEngineGraph(answer: ElkNode): GraphLayout {
  const nodes = new Map(
    (answer.children ?? []).map(
      (child) => [child.id, { x: child.x ?? 0, y: child.y ?? 0 }] as const,
    ),
  );
  return { nodes, edges: (answer.edges ?? []).map(toPath) };
}

function toPath(edge: ElkExtendedEdge): EdgePath {
  const points = (edge.sections ?? []).flatMap((section) => [
    section.startPoint,
    ...(section.bendPoints ?? []),
    section.endPoint,
  ]);
  const label = edge.labels?.[0];
  const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
  const labelAt =
    label?.x === undefined || label.y === undefined
      ? middle
      : { x: label.x + (label.width ?? 0) / 2, y: label.y + (label.height ?? 0) / 2 };
  return { points, labelAt };
}

/** Lays a graph out in a worker, away from the page's own thread. Rejects when the worker cannot run or answer. */
export async function layoutInWorker(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  signal: AbortSignal,
): Promise<GraphLayout> {
  const { default: Engine } = await import("elkjs/lib/elk-api.js");
  const worker = new Worker(WORKER_URL);
  // A worker that cannot be loaded answers nothing at all; only its error event tells.
  const broken = new Promise<never>((_, reject) => {
    worker.onerror = () => reject(new Error("The layout worker cannot run."));
    signal.addEventListener(
      "abort",
      () => reject(new DOMException("Not needed any more.", "AbortError")),
      {
        once: true,
      },
    );
  });
  try {
    const engine = new Engine({ workerFactory: () => worker });
    return fromEngineGraph(
      await Promise.race([engine.layout(toEngineGraph(nodes, edges)), broken]),
    );
  } finally {
    worker.terminate();
  }
}
