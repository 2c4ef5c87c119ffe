import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");

function tokens(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name = "", hex = ""]) => [
      name,
      hex,
    ]),
  );
}

const root = css.slice(css.indexOf(":root,\n[data-theme] {"), css.indexOf("@theme inline"));
const [lightBlock = "", darkBlock = ""] = root.split("@variant dark");
const themes = { light: tokens(lightBlock), dark: tokens(darkBlock) };

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const SURFACES = ["canvas", "surface", "raised", "sunken", "hover", "selected"];
const TONES = ["good", "warn", "bad", "info", "neutral"];
const pairs = [
  ...["ink", "ink-soft", "ink-faint", "accent", ...TONES].flatMap((ink) =>
    SURFACES.map((surface) => [ink, surface, 4.5] as const),
  ),
  ...TONES.map((tone) => [tone, `${tone}-soft`, 4.5] as const),
  ["accent", "accent-soft", 4.5] as const,
  ["accent-ink", "accent", 4.5] as const,
  ["accent-ink", "accent-hover", 4.5] as const,
  // Walls are read from six metres.
  ...["ink", "ink-soft"].map((ink) => [ink, "surface", 7] as const),
  // Outlines of controls and marks in charts are seen, not read.
  ["line-strong", "surface", 3] as const,
  ...[1, 2, 3, 4, 5, 6].map((series) => [`series-${series}`, "surface", 3] as const),
];

test.each(["light", "dark"] as const)(
  "every text colour of the %s theme can be read where it stands",
  (theme) => {
    const weak = pairs.flatMap(([ink, surface, least]) => {
      const [a, b] = [themes[theme].get(ink), themes[theme].get(surface)];
      if (a === undefined || b === undefined) return [`${ink} or ${surface} has no value`];
      const ratio = contrast(a, b);
      return ratio < least ? [`${ink} on ${surface}: ${ratio.toFixed(2)} < ${least}`] : [];
    });
    expect(weak).toEqual([]);
  },
);

test("both themes give every colour a value", () => {
  expect([...themes.dark.keys()]).toEqual([...themes.light.keys()]);
});
