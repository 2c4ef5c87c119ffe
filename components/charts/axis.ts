/** A value axis from zero: round steps that reach the largest value. */
export interface Axis {
  max: number;
  ticks: number[];
}

const ROUND_STEPS = [1, 2, 5, 10] as const;

/** Whole, round ticks from zero over `max`, about `wanted` of them. Nothing to show still gives an axis from 0 to 1. */
export function countAxis(max: number, wanted = 4): Axis {
  const top = Math.max(1, Math.ceil(max));
  const raw = top / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(Math.max(1, raw)));
  const step = Math.max(1, (ROUND_STEPS.find((one) => one * power >= raw) ?? 10) * power);
  const ticks: number[] = [];
  for (let tick = 0; tick < top + step; tick += step) ticks.push(tick);
  return { max: ticks.at(-1) ?? step, ticks };
}

/** Which of `count` points get a label, so that about `wanted` stand evenly and the last one always does. */
export function labelledPoints(count: number, wanted: number): number[] {
  if (count <= 0) return [];
  const step = Math.max(1, Math.ceil(count / Math.max(1, wanted)));
  const indexes: number[] = [];
  for (let at = count - 1; at >= 0; at -= step) indexes.unshift(at);
  return indexes;
}

/** A bar's length from 0 to 1. Anything that is there at all stays visible. */
export function barShare(count: number, max: number): number {
  if (count <= 0 || max <= 0) return 0;
  return Math.min(1, Math.max(count / max, 0.01));
}
