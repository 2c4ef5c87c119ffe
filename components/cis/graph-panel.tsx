"use client";

import { useRouter } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import { Info } from "lucide-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { GraphList } from "@/components/graph/graph-list";
import { RelationGraph } from "@/components/graph/relation-graph";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { ciHref } from "@/lib/client/cis/ci-links";
import type { CiGraphResult } from "@/lib/contracts/cis";
import { GRAPH_DEPTH_MAX } from "@/lib/contracts/cis-fields";
import { CI_CLASS_DISPLAYS } from "@/lib/format/displays";
import { graphLimits, toGraph } from "./graph-view";

const VIEWS = ["graph", "list"] as const;
const VIEW_LABELS = { graph: "Picture", list: "List" } as const;

interface GraphPanelProps {
  query: UseQueryResult<CiGraphResult>;
  name: string;
  depth: number;
  onDepthChange: (depth: number) => void;
  /** Shows a CI of the picture beside it. */
  onSelect: (ref: string) => void;
}

/** The relations around a CI, as a picture or as a list with the same content. */
export function GraphPanel({ query, name, depth, onDepthChange, onSelect }: GraphPanelProps) {
  const [view, setView] = useQueryState(
    "view",
    parseAsStringLiteral(VIEWS).withDefault("graph").withOptions({ history: "replace" }),
  );
  return (
    <Panel
      title="Relations"
      query={query}
      size="lg"
      flush
      className="min-h-130 md:min-h-170"
      actions={
        <div role="group" aria-label="Show as" className="flex gap-1" data-print="hide">
          {VIEWS.map((one) => (
            <Button
              key={one}
              look={one === view ? "plain" : "quiet"}
              aria-pressed={one === view}
              onClick={() => void setView(one)}
            >
              {VIEW_LABELS[one]}
            </Button>
          ))}
        </div>
      }
      emptyOf={(graph) => emptyFace(graph)}
    >
      {(graph) => (
        <>
          <GraphLimits graph={graph} />
          <GraphBody
            graph={graph}
            name={name}
            depth={depth}
            onDepthChange={onDepthChange}
            onSelect={onSelect}
            asList={view === "list"}
          />
        </>
      )}
    </Panel>
  );
}

function emptyFace({ nodes, edges, crawl }: CiGraphResult) {
  if (edges.length > 0) return null;
  return nodes.some((node) => !node.crawled)
    ? {
        why: `Its relations were not read yet. The background reading has done ${crawl.done} of ${crawl.total} CIs.`,
      }
    : { why: "SysAid knows no relation of this CI." };
}

function GraphLimits({ graph }: { graph: CiGraphResult }) {
  const limits = graphLimits(graph);
  if (limits.length === 0) return null;
  return (
    <p role="status" className="flex gap-2 border-b bg-info-soft px-4 py-1.5 text-xs text-info">
      <Info size={14} aria-hidden className="mt-px shrink-0" />
      {limits.join(" ")}
    </p>
  );
}

function GraphBody({
  graph,
  name,
  depth,
  onDepthChange,
  onSelect,
  asList,
}: Omit<GraphPanelProps, "query"> & { graph: CiGraphResult; asList: boolean }) {
  const router = useRouter();
  const drawn = useMemo(() => toGraph(graph), [graph]);
  // A step of the history each, so that going back walks the same way home.
  const recentre = (ref: string) => router.push(ciHref(ref, depth));
  const shared = { ...drawn, kinds: CI_CLASS_DISPLAYS, onRecentre: recentre };
  if (asList) {
    return (
      <GraphList
        {...shared}
        label={`Relations of ${name}`}
        onOpen={(ref) => router.push(ciHref(ref))}
      />
    );
  }
  return (
    <RelationGraph
      {...shared}
      label={`Relations of ${name}`}
      rootId={graph.root}
      depth={depth}
      depthMax={GRAPH_DEPTH_MAX}
      onDepthChange={onDepthChange}
      onOpen={onSelect}
    />
  );
}
