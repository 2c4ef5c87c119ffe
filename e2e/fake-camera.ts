import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import bwip from "bwip-js/node";

const [WIDTH, HEIGHT] = [640, 480];

/** A film (YUV4MPEG2) of one QR code, as Chromium's fake camera plays it. Returns its path. */
export function filmQrCode(text: string): string {
  const [drawn] = bwip.raw("qrcode", text, "eclevel=M");
  if (drawn === undefined || !("pixs" in drawn)) throw new Error("No code was drawn.");
  const { pixs, pixx, pixy } = drawn;
  const scale = Math.floor((HEIGHT * 0.7) / pixy);
  const [left, top] = [
    Math.floor((WIDTH - pixx * scale) / 2),
    Math.floor((HEIGHT - pixy * scale) / 2),
  ];
  const light = Buffer.alloc(WIDTH * HEIGHT, 235);
  for (let y = 0; y < pixy * scale; y += 1) {
    for (let x = 0; x < pixx * scale; x += 1) {
      const isDark = pixs[Math.floor(y / scale) * pixx + Math.floor(x / scale)] === 1;
      if (isDark) light[(top + y) * WIDTH + left + x] = 16;
    }
  }
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), light, colour]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  const path = join(mkdtempSync(join(tmpdir(), "sightline-camera-")), "code.y4m");
  writeFileSync(path, Buffer.concat([head, frame, frame]));
  return path;
}
