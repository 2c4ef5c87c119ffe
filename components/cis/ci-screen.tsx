"use client";

import { ArrowLeft } from "lucide-react";
import { useRouter } from "next/navigation";
import { createParser, parseAsString, useQueryState } from "nuqs";
import type { UseQueryResult } from "@tanstack/react-query";
import { useActions } from "@/components/ui/actions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { FreshnessFoot } from "@/components/ui/freshness-foot";
import { Panel } from "@/components/ui/panel";
import { Screen } from "@/components/ui/screen";
import { toGraphDepth } from "@/lib/client/cis/graph-depth";
import { useCi, useCiGraph } from "@/lib/client/cis/use-cis";
import { wayBack } from "@/lib/client/list-places";
import type { CiDetail, CiGraphResult } from "@/lib/contracts/cis";
import { toFreshness } from "@/lib/format/source-labels";
import { ciDefinitions, ciDetailDefinitions } from "./ci-facts";
import { CiType } from "./ci-type";
import { GraphPanel } from "./graph-panel";
import { NodeCard } from "./node-card";

const depthParser = createParser({ parse: toGraphDepth, serialize: String })
  .withDefault(1)
  .withOptions({ history: "replace" });
const nodeParser = parseAsString.withOptions({ history: "replace" });

/** One CI: its relations to a chosen depth, and what is told of it. */
export function CiScreen({ ciRef }: { ciRef: string }) {
  const router = useRouter();
  const [depth, setDepth] = useQueryState("depth", depthParser);
  const [picked, setPicked] = useQueryState("node", nodeParser);
  const query = useCi(ciRef);
  const graph = useCiGraph(ciRef, depth);
  const back = () => router.push(wayBack("/cis"));
  useActions([{ id: "back", label: "Back to the CIs", group: "Here", keys: "Escape", run: back }]);
  const data = query.data;
  const failed = data === undefined && query.error !== null;
  return (
    <Screen
      title={data?.ci.name ?? "CI"}
      showTitle
      foot={data ? <FreshnessFoot items={toFreshness(data.sources)} /> : undefined}
      toolbar={
        <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
          {data ? <Facts ci={data.ci} /> : null}
          <Button look="quiet" className="ms-auto" onClick={back} data-print="hide">
            <ArrowLeft size={14} aria-hidden />
            All CIs
          </Button>
        </div>
      }
    >
      {failed ? (
        <Panel title="CI" query={query} size="lg">
          {() => null}
        </Panel>
      ) : (
        <div className="grid items-start gap-3 md:grid-cols-[minmax(0,1fr)_18rem] xl:grid-cols-[minmax(0,1fr)_20rem]">
          <GraphPanel
            query={graph}
            name={data?.ci.name ?? "this CI"}
            depth={depth}
            onDepthChange={(next) => void setDepth(next)}
            onSelect={(ref) => void setPicked(ref)}
          />
          <div className="grid min-w-0 gap-3">
            <PickedPanel
              graph={graph}
              picked={picked ?? ciRef}
              onSelect={(ref) => void setPicked(ref)}
            />
            <Panel title="Facts" query={query} size="md">
              {({ ci }) => (
                <DefinitionList items={[...ciDefinitions(ci), ...ciDetailDefinitions(ci)]} />
              )}
            </Panel>
          </div>
        </div>
      )}
    </Screen>
  );
}

function Facts({ ci }: { ci: CiDetail }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft">
      <CiType ciClass={ci.ciClass} label={ci.typeLabel} />
      {ci.status === null ? null : <span>{ci.status}</span>}
      {ci.ownerName === null ? null : <span>{ci.ownerName}</span>}
      {ci.removedAt === null ? null : <Badge tone="warn">No longer in SysAid</Badge>}
    </div>
  );
}

/** What was picked in the picture; the centre until something was. */
function PickedPanel({
  graph,
  picked,
  onSelect,
}: {
  graph: UseQueryResult<CiGraphResult>;
  picked: string;
  onSelect: (ref: string) => void;
}) {
  return (
    <Panel title="Picked" query={graph} size="sm">
      {(data) => {
        const node = data.nodes.find(({ ref }) => ref === picked) ?? data.nodes[0];
        return node === undefined ? null : (
          <div aria-live="polite">
            <NodeCard node={node} graph={data} onSelect={onSelect} />
          </div>
        );
      }}
    </Panel>
  );
}
