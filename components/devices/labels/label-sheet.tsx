import type { DrawnCode, Label } from "@/lib/contracts/labels";
import { CodePicture } from "./drawn-code";
import "./labels.css";
import type { LabelLayout } from "./label-layouts";
import type { LabelCodes, LabelLine, LabelOptions } from "./use-label-options";

const mm = (length: number) => `${Math.round(length * 100) / 100}mm`;
const PADDING = 2;
const LINE_CODE_HEIGHT = 8;

/** One sheet of labels in the size of its paper. */
export function LabelSheet({
  places,
  layout,
  options,
  number,
}: {
  places: readonly (Label | null)[];
  layout: LabelLayout;
  options: LabelOptions;
  /** Of the sheet, from 1. */
  number: number;
}) {
  const { page, size, margin, gap, columns } = layout;
  return (
    <section
      aria-label={`Sheet ${number}`}
      className="label-sheet"
      data-paper={layout.paper}
      style={{ width: mm(page.width), height: mm(page.height) }}
    >
      {places.map((label, at) =>
        label === null ? null : (
          <LabelFace
            key={label.ref}
            label={label}
            options={options}
            box={{
              left: margin.left + (at % columns) * (size.width + gap.column),
              top: margin.top + Math.floor(at / columns) * (size.height + gap.row),
              ...size,
            }}
          />
        ),
      )}
    </section>
  );
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

function LabelFace({ label, options, box }: { label: Label; options: LabelOptions; box: Box }) {
  const lineCode = lineCodeOf(label, options.codes);
  const hasQr = options.codes.startsWith("qr") || lineCode === null;
  const inner = box.height - 2 * PADDING;
  const place = {
    left: mm(box.left),
    top: mm(box.top),
    width: mm(box.width),
    height: mm(box.height),
  };
  return (
    <article className="label" style={place} aria-label={label.name}>
      {hasQr ? (
        <CodePicture
          code={label.qr}
          label={`QR code of ${label.name}`}
          width={mm(Math.min(inner, 30))}
          height={mm(Math.min(inner, 30))}
        />
      ) : null}
      <div className="flex h-full min-w-0 grow flex-col justify-center">
        <div className="min-h-0 overflow-hidden">
          {options.lines.map((line) => (
            <LabelText key={line} line={line} label={label} />
          ))}
        </div>
        {lineCode === null ? null : (
          <CodePicture
            code={lineCode}
            label={`Code 128 of ${lineCode.text}`}
            width="100%"
            height={mm(Math.min(LINE_CODE_HEIGHT, inner / 2))}
          />
        )}
      </div>
    </article>
  );
}

/** The line code that is wanted; a device without it gets the QR code instead. */
function lineCodeOf(label: Label, codes: LabelCodes): DrawnCode | null {
  switch (codes) {
    case "qr":
      return null;
    case "tag":
    case "qr-tag":
      return label.tagCode;
    case "serial":
    case "qr-serial":
      return label.serialCode;
  }
}

function LabelText({ line, label }: { line: LabelLine; label: Label }) {
  const text = textOf(label, line);
  if (text === null || text === "") return null;
  const caption = line === "tag" ? "Tag" : line === "serial" ? "S/N" : null;
  return (
    <p dir="auto" className={line === "name" ? "truncate font-bold" : "truncate"}>
      {caption === null ? null : <span>{caption} </span>}
      <bdi>{text}</bdi>
    </p>
  );
}

function textOf(label: Label, line: LabelLine): string | null {
  switch (line) {
    case "name":
      return label.name;
    case "tag":
      return label.tag;
    case "serial":
      return label.serial;
    case "model":
      return label.model;
    case "owner":
      return label.ownerName;
    case "site":
      return label.site;
  }
}
