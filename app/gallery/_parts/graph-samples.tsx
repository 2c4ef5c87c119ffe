"use client";

import { useState } from "react";
import { GraphList } from "@/components/graph/graph-list";
import { RelationGraph } from "@/components/graph/relation-graph";
import { CI_CLASS_DISPLAYS } from "@/lib/format/displays";

const NODES = [
  ["portal", "Customer portal", "service"],
  ["shop", "Web shop", "application"],
  ["billing", "Billing", "application"],
  ["db1", "ORA-PROD-01", "database"],
  ["app1", "srv-app-01", "server"],
  ["app2", "srv-app-02", "server"],
  ["dbs", "srv-db-01", "server"],
  ["sw", "sw-core-a", "network"],
  ["hq", "Head office", "site"],
  ["ada", "Ada Lovelace", "person"],
].map(([id = "", label = "", kind = ""]) => ({ id, label, kind, hidden: id === "sw" ? 14 : 0 }));

const EDGES = [
  ["portal", "shop", "depends on"],
  ["portal", "billing", "depends on"],
  ["shop", "app1", "runs on"],
  ["shop", "app2", "runs on"],
  ["billing", "app2", "runs on"],
  ["billing", "db1", "reads"],
  ["shop", "db1", "reads"],
  ["db1", "dbs", "runs on"],
  ["app1", "sw", "is connected to"],
  ["app2", "sw", "is connected to"],
  ["dbs", "sw", "is connected to"],
  ["sw", "hq", "stands in"],
  ["ada", "portal", "is responsible for"],
].map(([from = "", to = "", label = ""]) => ({ from, to, label, opposite: `${label} (reverse)` }));

/** A small estate as picture and table. */
export function GraphSamples() {
  const [depth, setDepth] = useState(2);
  const [root, setRoot] = useState("portal");
  const shared = {
    nodes: NODES,
    edges: EDGES,
    kinds: CI_CLASS_DISPLAYS,
    onOpen: () => undefined,
    onRecentre: setRoot,
  };
  return (
    <div className="grid gap-3 xl:grid-cols-3">
      <section
        aria-label="Graph"
        className="flex h-130 overflow-hidden rounded-md border bg-surface xl:col-span-2"
      >
        <RelationGraph
          {...shared}
          label="Relations of the portal"
          rootId={root}
          depth={depth}
          depthMax={4}
          onDepthChange={setDepth}
        />
      </section>
      <section
        aria-label="Graph as a list"
        className="max-h-130 overflow-y-auto rounded-md border bg-surface"
      >
        <GraphList {...shared} label="The same relations" />
      </section>
    </div>
  );
}
