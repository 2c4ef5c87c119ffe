import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { isAlive } from "../serve";

/** A file that the appliance holds; its bytes stand on disk or are made when asked for. */
export interface StoredFile {
  /** Without folders, as it was named by whom uploaded it. */
  name: string;
  sizeBytes: number;
  /** MD5 in hexadecimal, as the appliance's own checksums are. */
  checksum: string;
  /** What its upload said it is; empty where nothing was said. */
  type: string;
  read(): ReadableStream<Uint8Array>;
}

/** Uploaded files of one organisation, in a folder of their own that ends with the program. */
export interface FileShelf {
  /** Writes the bytes to disk as they come. Nothing is left behind where they break off. */
  keep(
    named: { name: string; type: string },
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<StoredFile>;
  /** The same bytes under another name; the file as it was before is no more. */
  rename(file: StoredFile, name: string): StoredFile;
  /** Forgets an uploaded file; others are left alone. */
  drop(file: StoredFile): void;
  clear(): void;
}

const FOLDER_NAME = /^kace-simulator-(\d+)-/;
const folders = new Set<string>();
let isRemovalPlanned = false;

function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** Programs that were killed could not clear up after themselves. */
function removeOrphans(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = FOLDER_NAME.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function makeFolder(): string {
  if (!isRemovalPlanned) {
    process.once("exit", removeFolders);
    removeOrphans();
  }
  isRemovalPlanned = true;
  const folder = mkdtempSync(join(tmpdir(), `kace-simulator-${process.pid}-`));
  folders.add(folder);
  return folder;
}

export function createFileShelf(): FileShelf {
  let folder: string | undefined;
  const paths = new Map<StoredFile, string>();
  const keep: FileShelf["keep"] = async ({ name, type }, bytes) => {
    folder ??= makeFolder();
    const path = join(folder, randomUUID());
    const hash = createHash("md5");
    let sizeBytes = 0;
    const measured = async function* () {
      for await (const chunk of bytes) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        yield chunk;
      }
    };
    try {
      await pipeline(measured(), createWriteStream(path));
    } catch (error) {
      rmSync(path, { force: true });
      throw error;
    }
    const file: StoredFile = {
      name: basename(name.replaceAll("\\", "/")),
      sizeBytes,
      checksum: hash.digest("hex"),
      type,
      read: () => readFrom(path),
    };
    paths.set(file, path);
    return file;
  };
  return {
    keep,
    rename: (file, name) => {
      const renamed = { ...file, name };
      const path = paths.get(file);
      if (path !== undefined) paths.set(renamed, path);
      paths.delete(file);
      return renamed;
    },
    drop: (file) => {
      const path = paths.get(file);
      if (path !== undefined) rmSync(path, { force: true });
      paths.delete(file);
    },
    clear: () => {
      if (folder === undefined) return;
      rmSync(folder, { recursive: true, force: true });
      folders.delete(folder);
      folder = undefined;
      paths.clear();
    },
  };
}

function readFrom(path: string): ReadableStream<Uint8Array> {
  const source = createReadStream(path);
  const chunks: AsyncIterator<Uint8Array> = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: () => {
      source.destroy();
    },
  });
}

/** A file that stands in the appliance from the beginning: its text is made when it is read. */
export function textFile(name: string, text: string): StoredFile {
  const bytes = () => Buffer.from(text, "utf8");
  return {
    name,
    sizeBytes: bytes().length,
    checksum: createHash("md5").update(text).digest("hex"),
    type: "text/plain",
    read: () =>
      new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(new Uint8Array(bytes()));
          controller.close();
        },
      }),
  };
}
