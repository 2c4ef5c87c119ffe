import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { ciHref } from "@/lib/client/cis/ci-links";
import { deviceHref } from "@/lib/client/devices/device-links";
import type { CiGraphResult } from "@/lib/contracts/cis";
import { CiType } from "./ci-type";

type Node = CiGraphResult["nodes"][number];

/** The CI that was picked in the picture: what it is, how it hangs together with its neighbours, and where to go. */
export function NodeCard({
  node,
  graph,
  onSelect,
}: {
  node: Node;
  graph: CiGraphResult;
  onSelect: (ref: string) => void;
}) {
  return (
    <div className="grid gap-3">
      <div className="grid gap-1">
        <p className="font-medium wrap-anywhere">{node.name}</p>
        <p className="flex flex-wrap gap-x-3 text-ink-soft">
          <CiType ciClass={node.ciClass} label={node.typeLabel} />
          {node.status === null ? null : <span>{node.status}</span>}
        </p>
      </div>
      <Neighbours node={node} graph={graph} onSelect={onSelect} />
      <div className="flex flex-wrap gap-2">
        {node.distance === 0 ? null : (
          <Link href={ciHref(node.ref, graph.depth)} className={buttonClass("plain")}>
            Put in the centre
          </Link>
        )}
        {node.deviceRef === null ? null : (
          <Link href={deviceHref(node.deviceRef)} className={buttonClass("plain")}>
            Open its device
          </Link>
        )}
      </div>
    </div>
  );
}

/** Relations of one CI within a picture, each read from its own side. */
export function neighboursOf(
  ref: string,
  { nodes, edges }: Pick<CiGraphResult, "nodes" | "edges">,
) {
  const names = new Map<string, string>(nodes.map((node) => [node.ref, node.name]));
  return edges.flatMap((edge) => {
    if (edge.src === ref)
      return { relation: edge.name, ref: edge.dest, name: names.get(edge.dest) };
    if (edge.dest === ref)
      return { relation: edge.opposite, ref: edge.src, name: names.get(edge.src) };
    return [];
  });
}

const SHOWN_MAX = 12;

function Neighbours({ node, graph, onSelect }: Parameters<typeof NodeCard>[0]) {
  const all = neighboursOf(node.ref, graph);
  const left = all.length - SHOWN_MAX;
  const shown = all.slice(0, SHOWN_MAX);
  const notes = [
    left > 0 ? `${formatCounted(left, "relation", DISPLAY_LOCALE)} more in the list` : null,
    node.hidden > 0
      ? `${formatCounted(node.hidden, "neighbour", DISPLAY_LOCALE)} outside this picture`
      : null,
    node.crawled ? null : "its relations were not read yet",
  ].filter((note) => note !== null);
  return (
    <div className="grid gap-2 text-sm">
      {[...new Set(shown.map((one) => one.relation))].map((relation) => (
        <div key={relation}>
          <h3 className="text-xs text-ink-soft">{relation}</h3>
          <ul>
            {shown
              .filter((one) => one.relation === relation)
              .map((one) => (
                <li key={one.ref}>
                  <button
                    type="button"
                    onClick={() => onSelect(one.ref)}
                    className="min-h-6 text-start wrap-anywhere text-accent underline-offset-2 hover:underline"
                  >
                    {one.name}
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
      {notes.length === 0 ? null : <p className="text-xs text-ink-faint">{notes.join("; ")}</p>}
    </div>
  );
}
