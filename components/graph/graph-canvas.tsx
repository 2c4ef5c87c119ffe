"use client";

import "@xyflow/react/dist/base.css";
import {
  MarkerType,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type NodeMouseHandler,
  type ReactFlowInstance,
} from "@xyflow/react";
import { Maximize, ZoomIn, ZoomOut } from "lucide-react";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { IconButton } from "@/components/ui/button";
import {
  NODE_HEIGHT_PX,
  NODE_WIDTH_PX,
  type GraphEdge,
  type GraphKinds,
  type GraphLayout,
  type GraphNode,
} from "./graph-model";
import {
  BoxNodeView,
  GraphControlContext,
  PathEdgeView,
  type BoxNode,
  type PathEdge,
} from "./graph-parts";
import { keepWithin } from "./keep-within";
import { isWalkKey, walkGraph } from "./walk-graph";

const NODE_TYPES = { box: BoxNodeView };
const EDGE_TYPES = { path: PathEdgeView };
const FIT = { padding: 0.12, maxZoom: 1.1 };
const READABLE_ZOOM = 0.7;
// The library's own colours for its name would not be legible in both themes.
const ATTRIBUTION = "[&_[data-message]]:bg-canvas! [&_[data-message]_a]:text-ink-faint!";

export interface GraphCanvasProps {
  label: string;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  layout: GraphLayout;
  rootId: string;
  kinds: GraphKinds;
  onOpen: (id: string) => void;
  onRecentre: (id: string) => void;
}

/** The drawing itself; loaded apart from the page. */
export function GraphCanvas(props: GraphCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({
  label,
  nodes,
  edges,
  layout,
  rootId,
  kinds,
  onOpen,
  onRecentre,
}: GraphCanvasProps) {
  const flow = useReactFlow();
  const frame = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(rootId);
  const [pointed, setPointed] = useState<string | null>(null);
  const currentId = layout.nodes.has(focused) ? focused : rootId;
  const lit = pointed ?? currentId;

  const boxes = useMemo(() => toBoxes(nodes, edges, layout), [nodes, edges, layout]);
  const paths = useMemo(() => toPaths(edges, layout, lit), [edges, layout, lit]);

  // The graph follows its own question: a new centre or depth is shown whole, or around its centre where whole would
  // be too small to read.
  useEffect(() => {
    const frameId = requestAnimationFrame(
      () => void showAtFirst(flow, frame.current, layout, rootId),
    );
    return () => cancelAnimationFrame(frameId);
  }, [flow, layout, rootId]);

  const onKey = (event: KeyboardEvent<HTMLButtonElement>, id: string) => {
    if (event.key === "Enter") {
      event.preventDefault();
      onRecentre(id);
      return;
    }
    if (!isWalkKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const next = walkGraph(event.key, id, layout.nodes, edges);
    const place = next === null ? undefined : layout.nodes.get(next);
    if (next === null || place === undefined) return;
    void flow.setCenter(place.x + NODE_WIDTH_PX / 2, place.y + NODE_HEIGHT_PX / 2, {
      zoom: flow.getZoom(),
    });
    frame.current
      ?.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)
      ?.focus({ preventScroll: true });
  };
  const control = { kinds, rootId, currentId, onFocus: setFocused, onOpen, onKey };
  const onEnter: NodeMouseHandler = (_, node) => setPointed(node.id);

  return (
    <GraphControlContext value={control}>
      <div ref={frame} role="group" aria-label={label} className="relative h-full bg-canvas">
        <ReactFlow
          nodes={boxes}
          edges={paths}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          deleteKeyCode={null}
          disableKeyboardA11y
          attributionPosition="bottom-left"
          className={ATTRIBUTION}
          minZoom={0.15}
          maxZoom={2}
          onNodeMouseEnter={onEnter}
          onNodeMouseLeave={() => setPointed(null)}
        />
        <div className="absolute end-2 bottom-2 z-10 flex flex-col gap-1" data-print="hide">
          <IconButton
            look="plain"
            label="Zoom in"
            icon={<ZoomIn size={16} aria-hidden />}
            onClick={() => void flow.zoomIn()}
          />
          <IconButton
            look="plain"
            label="Zoom out"
            icon={<ZoomOut size={16} aria-hidden />}
            onClick={() => void flow.zoomOut()}
          />
          <IconButton
            look="plain"
            label="Show everything"
            icon={<Maximize size={16} aria-hidden />}
            onClick={() => void flow.fitView(FIT)}
          />
        </div>
      </div>
    </GraphControlContext>
  );
}

/**
 * Shows the whole graph when its text stays readable, else the neighbourhood of the root, with no more empty room
 * beyond the graph's edges than must be.
 */
function showAtFirst(
  flow: ReactFlowInstance,
  frame: HTMLElement | null,
  layout: GraphLayout,
  rootId: string,
): Promise<boolean> {
  const places = [...layout.nodes.values()];
  const width = frame?.clientWidth ?? 0;
  const height = frame?.clientHeight ?? 0;
  const across = spanOf(
    places.map((place) => place.x),
    NODE_WIDTH_PX,
  );
  const down = spanOf(
    places.map((place) => place.y),
    NODE_HEIGHT_PX,
  );
  const zoom = Math.min(width / (across.to - across.from), height / (down.to - down.from));
  const root = layout.nodes.get(rootId);
  if (zoom * (1 - FIT.padding) >= READABLE_ZOOM || root === undefined) return flow.fitView(FIT);
  const x = keepWithin(root.x + NODE_WIDTH_PX / 2, across, width / READABLE_ZOOM);
  const y = keepWithin(root.y + NODE_HEIGHT_PX / 2, down, height / READABLE_ZOOM);
  return flow.setCenter(x, y, { zoom: READABLE_ZOOM });
}

const EDGE_ROOM_PX = 32;

function spanOf(starts: readonly number[], sizePx: number): { from: number; to: number } {
  return {
    from: Math.min(...starts) - EDGE_ROOM_PX,
    to: Math.max(...starts) + sizePx + EDGE_ROOM_PX,
  };
}

function toBoxes(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  layout: GraphLayout,
): BoxNode[] {
  const names = new Map(nodes.map((node) => [node.id, node.label]));
  return nodes.map((node) => ({
    id: node.id,
    type: "box",
    position: layout.nodes.get(node.id) ?? { x: 0, y: 0 },
    width: NODE_WIDTH_PX,
    height: NODE_HEIGHT_PX,
    data: { node, described: describeRelations(node.id, edges, names) },
  }));
}

/** `depends on Db 1, is used by Portal`: a node's relations in words. */
export function describeRelations(
  id: string,
  edges: readonly GraphEdge[],
  names: ReadonlyMap<string, string>,
): string {
  return edges
    .flatMap((edge) => {
      if (edge.from === id) return `${edge.label} ${names.get(edge.to) ?? ""}`;
      return edge.to === id ? `${edge.opposite} ${names.get(edge.from) ?? ""}` : [];
    })
    .join(", ");
}

function toPaths(edges: readonly GraphEdge[], layout: GraphLayout, litId: string): PathEdge[] {
  return edges.flatMap((edge, at) => {
    const path = layout.edges[at];
    if (path === undefined) return [];
    const lit = edge.from === litId || edge.to === litId;
    const marker = {
      type: MarkerType.ArrowClosed,
      color: lit ? "var(--accent)" : "var(--line-strong)",
      width: 16,
      height: 16,
    };
    return {
      id: `${at}`,
      type: "path",
      source: edge.from,
      target: edge.to,
      markerEnd: marker,
      zIndex: lit ? 1 : 0,
      data: { path, label: edge.label, lit },
    };
  });
}
