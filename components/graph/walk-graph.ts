import type { GraphEdge, Point } from "./graph-model";

export type WalkKey = "ArrowRight" | "ArrowLeft" | "ArrowUp" | "ArrowDown";

const KEYS: readonly string[] = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"];

export function isWalkKey(key: string): key is WalkKey {
  return KEYS.includes(key);
}

/**
 * Where an arrow leads: right along an outgoing edge, left along an incoming one (to the nearest end), up and down to
 * the next node of the same column. `null` where nothing lies that way.
 */
export function walkGraph(
  key: WalkKey,
  fromId: string,
  places: ReadonlyMap<string, Point>,
  edges: readonly GraphEdge[],
): string | null {
  const from = places.get(fromId);
  if (!from) return null;
  const nearest = (ids: readonly string[]) => {
    const known = ids.flatMap((id) => {
      const at = places.get(id);
      return at === undefined || id === fromId
        ? []
        : [{ id, away: Math.abs(at.y - from.y) + Math.abs(at.x - from.x) }];
    });
    return known.sort((a, b) => a.away - b.away)[0]?.id ?? null;
  };
  switch (key) {
    case "ArrowRight":
      return nearest(edges.filter((edge) => edge.from === fromId).map((edge) => edge.to));
    case "ArrowLeft":
      return nearest(edges.filter((edge) => edge.to === fromId).map((edge) => edge.from));
    case "ArrowUp":
    case "ArrowDown": {
      const step = key === "ArrowDown" ? 1 : -1;
      const column = [...places].filter(
        ([, at]) => Math.abs(at.x - from.x) < 1 && (at.y - from.y) * step > 0,
      );
      return nearest(column.map(([id]) => id));
    }
  }
}
