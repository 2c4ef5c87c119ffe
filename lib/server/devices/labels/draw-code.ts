import "server-only";
import bwip from "bwip-js/node";
import type { DrawnCode } from "@/lib/contracts/labels";

// Codes are drawn as outlines in whole modules: sharp at any size of a label, small, and free of markup, so that no
// text of an upstream ever becomes part of a document.

/** Modules of white around a code (ISO/IEC 18004 asks for 4 around a QR code, ISO/IEC 15417 for 10 beside Code 128). */
const QR_QUIET = 4;
const LINE_QUIET = 10;
/** A line code longer than this cannot be read from a sticker. */
const LINE_LENGTH_MAX = 32;
/** What Code 128 holds without tricks that scanners know differently. */
const LINE_TEXT = /^[\x20-\x7e]+$/;

/** A QR code of any text, with error correction for stickers that get scratched. */
export function drawQrCode(text: string): DrawnCode {
  const [drawn] = bwip.raw("qrcode", text, "eclevel=M");
  if (drawn === undefined || !("pixs" in drawn)) throw new Error("No QR code was drawn.");
  const { pixs, pixx, pixy } = drawn;
  const parts: string[] = [];
  for (let row = 0; row < pixy; row += 1) {
    for (let from = 0; from < pixx; from += 1) {
      if (!pixs[row * pixx + from]) continue;
      const start = from;
      while (from + 1 < pixx && pixs[row * pixx + from + 1]) from += 1;
      parts.push(bar(start + QR_QUIET, row + QR_QUIET, from - start + 1));
    }
  }
  const [width, height] = [pixx + 2 * QR_QUIET, pixy + 2 * QR_QUIET];
  return { text, width, height, path: parts.join("") };
}

/** A Code 128 of a tag or serial, one module high, to be stretched; `null` where the code cannot hold the text. */
export function drawLineCode(text: string): DrawnCode | null {
  if (!LINE_TEXT.test(text) || text.length > LINE_LENGTH_MAX) return null;
  const [drawn] = bwip.raw("code128", text, "");
  if (drawn === undefined || !("sbs" in drawn)) throw new Error("No Code 128 was drawn.");
  let at = LINE_QUIET;
  const parts = drawn.sbs.map((modules, index) => {
    const start = at;
    at += modules;
    return index % 2 === 0 ? bar(start, 0, modules) : "";
  });
  return { text, width: at + LINE_QUIET, height: 1, path: parts.join("") };
}

const bar = (x: number, y: number, width: number) => `M${x} ${y}h${width}v1h-${width}z`;
