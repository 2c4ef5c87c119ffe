"use client";

import dynamic from "next/dynamic";
import { Minus, Plus } from "lucide-react";
import { useMemo } from "react";
import { TONE_TEXT } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/button";
import { ShapeMark } from "@/components/ui/shape-mark";
import {
  drawableEdges,
  UNKNOWN_KIND,
  type GraphEdge,
  type GraphKinds,
  type GraphNode,
} from "./graph-model";
import { useGraphLayout } from "./use-graph-layout";

const GraphCanvas = dynamic(() => import("./graph-canvas").then((module) => module.GraphCanvas), {
  ssr: false,
});

interface RelationGraphProps {
  /** What the picture shows, in words. */
  label: string;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  rootId: string;
  kinds: GraphKinds;
  depth: number;
  depthMax: number;
  onDepthChange: (depth: number) => void;
  /** Click or space on a node. */
  onOpen: (id: string) => void;
  /** Enter on a node. */
  onRecentre: (id: string) => void;
}

/**
 * A directed graph around one node, laid out without overlaps. Arrow keys walk along relations, Enter makes a node the
 * centre, a click opens it. {@link GraphList} says the same in a table; offer both.
 */
export function RelationGraph({
  nodes,
  edges,
  depth,
  depthMax,
  onDepthChange,
  ...canvas
}: RelationGraphProps) {
  const drawn = useMemo(() => drawableEdges(nodes, edges), [nodes, edges]);
  const layout = useGraphLayout(nodes, drawn, canvas.rootId);
  return (
    <div className="flex min-h-0 min-w-0 grow flex-col">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-3 py-1.5">
        <DepthControl depth={depth} max={depthMax} onChange={onDepthChange} />
        <Legend nodes={nodes} kinds={canvas.kinds} />
      </div>
      <div className="relative min-h-0 panel-lg grow">
        <div className="absolute inset-0">
          {layout === undefined ? (
            <p role="status" className="grid h-full place-items-center text-ink-soft">
              Arranging {nodes.length} items
            </p>
          ) : (
            <GraphCanvas {...canvas} nodes={nodes} edges={drawn} layout={layout} />
          )}
        </div>
      </div>
    </div>
  );
}

function DepthControl({
  depth,
  max,
  onChange,
}: {
  depth: number;
  max: number;
  onChange: (depth: number) => void;
}) {
  return (
    <div role="group" aria-label="Depth" className="flex items-center gap-1 text-xs text-ink-soft">
      <IconButton
        label="One step less"
        disabled={depth <= 1}
        icon={<Minus size={14} aria-hidden />}
        onClick={() => onChange(depth - 1)}
      />
      <output className="figures">{depth === 1 ? "1 step" : `${depth} steps`}</output>
      <IconButton
        label="One step more"
        disabled={depth >= max}
        icon={<Plus size={14} aria-hidden />}
        onClick={() => onChange(depth + 1)}
      />
    </div>
  );
}

function Legend({ nodes, kinds }: { nodes: readonly GraphNode[]; kinds: GraphKinds }) {
  const used = [...new Set(nodes.map((node) => node.kind))];
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-3 text-xs text-ink-soft">
      {used.map((kind) => {
        const display = kinds[kind] ?? UNKNOWN_KIND;
        return (
          <li key={kind} className="inline-flex items-center gap-1.5">
            <span className={TONE_TEXT[display.tone]}>
              <ShapeMark shape={display.shape} size={11} />
            </span>
            {display.label}
          </li>
        );
      })}
    </ul>
  );
}
