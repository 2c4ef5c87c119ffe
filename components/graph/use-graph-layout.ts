"use client";

import { useQuery } from "@tanstack/react-query";
import { layoutInWorker } from "./engine-layout";
import type { GraphEdge, GraphLayout, GraphNode } from "./graph-model";
import { layoutSimply } from "./simple-layout";

/** The layout of a graph; `undefined` while it is worked out. A failing engine gives the plain layout instead. */
export function useGraphLayout(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  rootId: string,
): GraphLayout | undefined {
  const shape = JSON.stringify([
    rootId,
    nodes.map(({ id }) => id),
    edges.map((edge) => [edge.from, edge.to, edge.label]),
  ]);
  const result = useQuery({
    queryKey: ["graph-layout", shape],
    queryFn: ({ signal }) => layoutInWorker(nodes, edges, signal),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    structuralSharing: false,
  });
  return result.data ?? (result.error ? layoutSimply(nodes, edges, rootId) : undefined);
}
