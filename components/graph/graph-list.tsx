import { Crosshair } from "lucide-react";
import { TONE_TEXT } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { ShapeMark } from "@/components/ui/shape-mark";
import { UNKNOWN_KIND, type GraphEdge, type GraphKinds, type GraphNode } from "./graph-model";

interface GraphListProps {
  label: string;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  kinds: GraphKinds;
  onOpen: (id: string) => void;
  onRecentre: (id: string) => void;
}

/** The relations of a graph as a table: one line each, in reading order. */
export function GraphList({ label, nodes, edges, ...rest }: GraphListProps) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return (
    <div className="relative min-w-0 overflow-x-auto" role="region" aria-label={label} tabIndex={0}>
      <table className="w-full table-fixed text-start text-sm">
        <caption className="sr-only">{label}</caption>
        <thead className="bg-sunken text-xs text-ink-soft">
          <tr>
            <HeadCell className="w-2/5">From</HeadCell>
            <HeadCell className="w-1/5">Relation</HeadCell>
            <HeadCell className="w-2/5">To</HeadCell>
          </tr>
        </thead>
        <tbody>
          {edges.map((edge, at) => (
            <tr key={at} className="border-b hover:bg-hover">
              <NodeCell node={byId.get(edge.from)} {...rest} />
              <td
                className="px-2 py-1 wrap-anywhere text-ink-soft sm:px-3"
                title={`The other way round: ${edge.opposite}`}
              >
                {edge.label}
              </td>
              <NodeCell node={byId.get(edge.to)} {...rest} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeadCell({ className, children }: { className: string; children: string }) {
  return (
    <th scope="col" className={classNames("h-8 px-2 text-start font-medium sm:px-3", className)}>
      {children}
    </th>
  );
}

function NodeCell({
  node,
  kinds,
  onOpen,
  onRecentre,
}: { node: GraphNode | undefined } & Pick<GraphListProps, "kinds" | "onOpen" | "onRecentre">) {
  if (node === undefined) return <td className="px-3 py-1 text-ink-faint">outside this picture</td>;
  const display = kinds[node.kind] ?? UNKNOWN_KIND;
  return (
    <td className="px-2 py-1 sm:px-3">
      <span className="flex min-w-0 items-center gap-1 sm:gap-2">
        <span className={TONE_TEXT[display.tone]}>
          <ShapeMark shape={display.shape} size={12} />
        </span>
        <span className="sr-only">{display.label}</span>
        <button
          type="button"
          onClick={() => onOpen(node.id)}
          className="min-h-6 min-w-0 text-start wrap-anywhere text-accent hover:underline"
        >
          {node.label}
        </button>
        <IconButton
          label={`Put ${node.label} in the centre`}
          icon={<Crosshair size={13} aria-hidden />}
          onClick={() => onRecentre(node.id)}
          className="size-6!"
        />
      </span>
    </td>
  );
}
