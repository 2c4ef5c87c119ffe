"use client";

import {
  BaseEdge,
  EdgeLabelRenderer,
  Handle,
  Position,
  type Edge,
  type EdgeProps,
  type Node,
  type NodeProps,
} from "@xyflow/react";
import { createContext, useContext, type KeyboardEvent } from "react";
import { TONE_TEXT } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { ShapeMark } from "@/components/ui/shape-mark";
import {
  UNKNOWN_KIND,
  type EdgePath,
  type GraphKinds,
  type GraphNode,
  type Point,
} from "./graph-model";

export type BoxNode = Node<{ node: GraphNode; described: string }, "box">;
export type PathEdge = Edge<{ path: EdgePath; label: string; lit: boolean }, "path">;

interface GraphControl {
  kinds: GraphKinds;
  rootId: string;
  /** The one node that Tab reaches. */
  currentId: string;
  onFocus: (id: string) => void;
  onOpen: (id: string) => void;
  onKey: (event: KeyboardEvent<HTMLButtonElement>, id: string) => void;
}

export const GraphControlContext = createContext<GraphControl>({
  kinds: {},
  rootId: "",
  currentId: "",
  onFocus: () => undefined,
  onOpen: () => undefined,
  onKey: () => undefined,
});

/** A node as a button. Its name says what it is and how it is related. */
export function BoxNodeView({ data, id }: NodeProps<BoxNode>) {
  const control = useContext(GraphControlContext);
  const { node } = data;
  const display = control.kinds[node.kind] ?? UNKNOWN_KIND;
  const root = id === control.rootId;
  return (
    <>
      <Handle type="target" position={Position.Left} className="opacity-0" isConnectable={false} />
      <button
        type="button"
        data-node={id}
        tabIndex={id === control.currentId ? 0 : -1}
        aria-label={`${display.label} ${node.label}`}
        title={data.described}
        aria-current={root ? "true" : undefined}
        onFocus={() => control.onFocus(id)}
        onClick={() => control.onOpen(id)}
        onKeyDown={(event) => control.onKey(event, id)}
        className={classNames(
          "nodrag flex h-12 w-46 items-center gap-2 rounded-sm border bg-surface px-2.5 text-start hover:bg-hover",
          root ? "border-accent ring-inset-accent" : "border-line-strong/60",
        )}
      >
        <span className={TONE_TEXT[display.tone]}>
          <ShapeMark shape={display.shape} size={14} />
        </span>
        <span className="min-w-0 grow">
          <span className="block truncate text-sm font-medium">{node.label}</span>
          <span className="block truncate text-xs text-ink-faint">
            {node.note ?? display.label}
            {node.hidden ? `, ${node.hidden} more` : ""}
          </span>
        </span>
      </button>
      <Handle type="source" position={Position.Right} className="opacity-0" isConnectable={false} />
    </>
  );
}

const CORNER_PX = 6;

/** A path of straight lines with rounded corners. */
export function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, at) => {
      const before = points[at - 1];
      const after = points[at + 1];
      if (before === undefined) return `M ${point.x} ${point.y}`;
      if (after === undefined) return `L ${point.x} ${point.y}`;
      const enter = towards(point, before);
      const leave = towards(point, after);
      return `L ${enter.x} ${enter.y} Q ${point.x} ${point.y} ${leave.x} ${leave.y}`;
    })
    .join(" ");
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(CORNER_PX, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** A relation: its line, its direction and its name, at the place that the layout kept free for it. */
export function PathEdgeView({ data, id, markerEnd }: EdgeProps<PathEdge>) {
  if (data === undefined) return null;
  const { path, label, lit } = data;
  return (
    <>
      <BaseEdge
        id={id}
        path={roundedPath(path.points)}
        {...(markerEnd === undefined ? {} : { markerEnd })}
        style={{
          stroke: lit ? "var(--accent)" : "var(--line-strong)",
          strokeWidth: lit ? 2 : 1.25,
        }}
      />
      <EdgeLabelRenderer>
        <span
          aria-hidden
          style={{
            transform: `translate(-50%, -50%) translate(${path.labelAt.x}px, ${path.labelAt.y}px)`,
          }}
          className={classNames(
            "absolute max-w-40 truncate rounded-xs bg-canvas px-1 text-xs",
            lit ? "font-medium text-accent" : "text-ink-faint",
          )}
        >
          {label}
        </span>
      </EdgeLabelRenderer>
    </>
  );
}
