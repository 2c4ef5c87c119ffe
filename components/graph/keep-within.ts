/** The middle of a view that lies within the span where it can; a span smaller than the view stands in its middle. */
export function keepWithin(
  wanted: number,
  span: { from: number; to: number },
  viewSize: number,
): number {
  const low = span.from + viewSize / 2;
  const high = span.to - viewSize / 2;
  return low > high ? (span.from + span.to) / 2 : Math.min(Math.max(wanted, low), high);
}
