// Parts that the browser loads by address from our own origin, served unchanged.
// The graph's layout engine is a worker, licensed EPL-2.0: see docs/decisions/graph-layout.md. The reader of
// barcodes is WebAssembly, licensed MIT and Apache-2.0; its library would fetch it from a public network otherwise.
import { copyFile, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const { resolve } = createRequire(import.meta.url);
const READER = resolve("zxing-wasm/reader/zxing_reader.wasm");
const PARTS = {
  "elk-worker.min.js": resolve("elkjs/lib/elk-worker.min.js"),
  "zxing-reader.wasm": READER,
  // The package exports no file for plain script tags, which a worker of its own needs.
  "zxing-reader.js": join(dirname(READER), "../iife/reader/index.js"),
};

const inPublic = (name) => fileURLToPath(new URL(`../public/${name}`, import.meta.url));
await mkdir(inPublic(""), { recursive: true });
for (const [name, source] of Object.entries(PARTS)) await copyFile(source, inPublic(name));
