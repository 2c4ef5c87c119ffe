import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { DrawnCode } from "@/lib/contracts/labels";
import { drawLineCode, drawQrCode } from "./draw-code";

// What is drawn is read back by the very reader that the browser uses: a label that nobody can scan is no label.

const { resolve } = createRequire(import.meta.url);
const wasm = readFileSync(resolve("zxing-wasm/reader/zxing_reader.wasm"));
prepareZXingModule({
  overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) },
});

/** The code as a printer sets it: black on white, `scale` dots a module. */
function rasterise({ width, height, path }: DrawnCode, scale: number) {
  const rows = height === 1 ? 24 : height * scale;
  const image = {
    width: width * scale,
    height: rows,
    data: new Uint8ClampedArray(width * scale * rows * 4).fill(255),
    colorSpace: "srgb" as const,
  };
  for (const [, x = "", y = "", w = ""] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    const [left, right] = [Number(x) * scale, (Number(x) + Number(w)) * scale];
    const top = height === 1 ? 0 : Number(y) * scale;
    const bottom = height === 1 ? rows : top + scale;
    for (let row = top; row < bottom; row += 1) {
      for (let column = left; column < right; column += 1) {
        image.data.fill(0, (row * image.width + column) * 4, (row * image.width + column) * 4 + 3);
      }
    }
  }
  return image;
}

async function readBack(code: DrawnCode): Promise<string[]> {
  const found = await readBarcodes(rasterise(DrawnCode.parse(code), 3), {
    formats: ["QRCode", "Code128"],
  });
  return found.map(({ text }) => text);
}

test.each([
  "https://sightline.corp.example/devices/kace%3Amachine%3A1234",
  "kace:machine:17",
  'sysaid:asset:<script>alert("x")</script>',
  "Ünïcode 设备 🖥 \u202Eabc",
  "^FNC1 parse %d1 \\",
])("a QR code of %s reads as what it was drawn from", async (text) => {
  expect(await readBack(drawQrCode(text))).toEqual([text]);
});

test.each(["AB-1234", "3PXZ15J", "0000001", 'a"><b&c', "^PROG %00 \\x"])(
  "a Code 128 of %s reads as what it was drawn from",
  async (text) => {
    const code = drawLineCode(text);
    expect(code && (await readBack(code))).toEqual([text]);
  },
);

test("any tag that a line code can hold reads back, and every other has none", async () => {
  const tag = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(tag, async (text) => {
      const code = drawLineCode(text);
      if (/^[\x20-\x7e]{1,32}$/.test(text)) expect(code && (await readBack(code))).toEqual([text]);
      else expect(code).toBeNull();
    }),
    { numRuns: 60 },
  );
});
