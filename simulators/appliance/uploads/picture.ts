import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import type { StoredFile } from "./file-shelf";

const WIDTH = 160;
const HEIGHT = 96;
const BAR_HEIGHT = 14;
const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

/** A picture that stands in an appliance from the beginning, as of a window on a screen. Each seed has its own colour. */
export function pictureFile(name: string, seed: number): StoredFile {
  let made: Buffer | undefined;
  const bytes = () => (made ??= drawWindow(seed));
  return {
    name,
    get sizeBytes() {
      return bytes().length;
    },
    get checksum() {
      return createHash("md5").update(bytes()).digest("hex");
    },
    type: "image/png",
    read: () =>
      new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(new Uint8Array(bytes()));
          controller.close();
        },
      }),
  };
}

function drawWindow(seed: number): Buffer {
  const tone = [1, 7, 13].map((factor) => 60 + ((seed * factor * 37) % 140));
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    const row = Buffer.alloc(1 + WIDTH * 3, 245);
    row[0] = 0;
    const isBar = y < BAR_HEIGHT;
    const isText = y % 12 < 4 && y > BAR_HEIGHT + 8 && y < HEIGHT - 12;
    const end = isBar ? WIDTH : 20 + ((seed * (y % 7) + y * 11) % (WIDTH - 40));
    for (let x = isBar ? 0 : 12; (isBar || isText) && x < end; x += 1) {
      tone.forEach((value, channel) => (row[1 + x * 3 + channel] = value));
    }
    return row;
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  // Eight bits a channel, red, green and blue.
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
