import type { GraphEdge, GraphNode } from "@/components/graph/graph-model";
import type { CiGraphResult } from "@/lib/contracts/cis";
import { GRAPH_NODES_MAX } from "@/lib/contracts/cis-fields";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount, formatCounted } from "@/lib/format/numbers";

/** CIs and relations as the drawing takes them. */
export function toGraph(graph: Pick<CiGraphResult, "nodes" | "edges">): {
  nodes: GraphNode[];
  edges: GraphEdge[];
} {
  return {
    nodes: graph.nodes.map((node) => ({
      id: node.ref,
      label: node.name,
      kind: node.ciClass,
      note: node.crawled ? node.typeLabel : `${node.typeLabel}, not read yet`,
      hidden: node.hidden,
    })),
    edges: graph.edges.map(({ src, dest, name, opposite }) => ({
      from: src,
      to: dest,
      label: name,
      opposite,
    })),
  };
}

/** What the picture leaves out and why, in sentences; empty when it is whole. */
export function graphLimits(graph: Pick<CiGraphResult, "nodes" | "truncated" | "crawl">): string[] {
  const unread = graph.nodes.filter((node) => !node.crawled).length;
  const { done, total } = graph.crawl;
  const count = (number: number) => formatCount(number, DISPLAY_LOCALE);
  const limits: string[] = [];
  if (graph.truncated) {
    limits.push(`Limited to the ${count(GRAPH_NODES_MAX)} nearest CIs; show fewer steps.`);
  }
  if (unread > 0) {
    const which = `${formatCounted(unread, "CI", DISPLAY_LOCALE)} in this picture`;
    const verb = unread === 1 ? "was" : "were";
    limits.push(
      `The relations of ${which} ${verb} not read yet: more may exist. ` +
        `Read so far in the background: ${count(done)} of ${count(total)} CIs.`,
    );
  }
  return limits;
}
