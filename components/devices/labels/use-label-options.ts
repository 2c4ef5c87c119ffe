"use client";

import { createParser, parseAsInteger, parseAsStringLiteral, useQueryStates } from "nuqs";
import { LAYOUT_IDS, type LayoutId } from "./label-layouts";

export const LABEL_LINES = ["name", "tag", "serial", "model", "owner", "site"] as const;
export type LabelLine = (typeof LABEL_LINES)[number];
export const LABEL_CODES = ["qr", "tag", "serial", "qr-tag", "qr-serial"] as const;
export type LabelCodes = (typeof LABEL_CODES)[number];

/** What is printed and how, kept in the address. */
export interface LabelOptions {
  layout: LayoutId;
  skip: number;
  lines: LabelLine[];
  codes: LabelCodes;
}

const lines = createParser({
  parse: (raw: string) => LABEL_LINES.filter((line) => raw.split("-").includes(line)),
  serialize: (chosen: LabelLine[]) => chosen.join("-"),
  eq: (a, b) => a.join("-") === b.join("-"),
});

const PARSERS = {
  layout: parseAsStringLiteral(LAYOUT_IDS).withDefault("a4-3x8"),
  skip: parseAsInteger.withDefault(0),
  lines: lines.withDefault(["name", "tag", "serial"]),
  codes: parseAsStringLiteral(LABEL_CODES).withDefault("qr"),
};

/** The options of a sheet of labels. */
export function useLabelOptions(): [LabelOptions, (change: Partial<LabelOptions>) => void] {
  const [options, setOptions] = useQueryStates(PARSERS, {
    history: "replace",
    clearOnDefault: true,
  });
  return [options, (change) => void setOptions(change)];
}
