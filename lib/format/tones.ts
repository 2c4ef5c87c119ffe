/** What a colour may mean. */
export const TONES = ["good", "warn", "bad", "info", "neutral"] as const;
export type Tone = (typeof TONES)[number];

/** Outlines that stay apart without colour. */
export const SHAPES = [
  "circle",
  "ring",
  "half",
  "square",
  "diamond",
  "triangle",
  "hexagon",
  "bar",
  "cross",
  "check",
] as const;
export type Shape = (typeof SHAPES)[number];

/** How one value of a closed set is shown everywhere: word, colour and outline. */
export interface Display {
  label: string;
  tone: Tone;
  shape: Shape;
}
