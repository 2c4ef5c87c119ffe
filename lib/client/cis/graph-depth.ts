import { GRAPH_DEPTH_MAX } from "@/lib/contracts/cis-fields";

/** The depth that an address asks for; one step when it asks for none that there is. */
export function toGraphDepth(text: string | null | undefined): number {
  const depth = Number(text ?? 1);
  return Number.isInteger(depth) && depth >= 1 && depth <= GRAPH_DEPTH_MAX ? depth : 1;
}
