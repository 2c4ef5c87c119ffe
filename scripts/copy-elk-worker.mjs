// The graph layout engine runs as a worker that the browser loads from our own origin.
// It is licensed EPL-2.0 and is served unchanged; see docs/decisions/graph-layout.md.
import { copyFile, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const source = createRequire(import.meta.url).resolve("elkjs/lib/elk-worker.min.js");
const target = fileURLToPath(new URL("../public/elk-worker.min.js", import.meta.url));
await mkdir(fileURLToPath(new URL("../public/", import.meta.url)), { recursive: true });
await copyFile(source, target);
