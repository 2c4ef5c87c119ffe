"use client";

import { useSyncExternalStore } from "react";
import { isPictureName } from "@/lib/domain/file-name";
import { newId } from "../../new-id";
import { pickFiles, type FileLimits, type RefusedFile } from "./pick-files";

// Files that wait to be sent with a ticket's next comment. They outlive the page that they were dropped on, not the
// browser's tab: a browser gives no file back to a page that was loaded anew.

export interface TrayFile {
  key: string;
  /** Under which it is sent. */
  name: string;
  file: File;
  /** Of a picture: an address at which this page can show it. */
  preview: string | null;
  /** Why it was not sent the last time. */
  problem: string | null;
}

export interface Tray {
  files: readonly TrayFile[];
  /** What was not taken the last time that something was added. */
  refused: readonly RefusedFile[];
  /** While they are on their way. Once all bytes are sent, only the answer is waited for. */
  sending: { sentBytes: number; totalBytes: number } | null;
}

const NONE: Tray = { files: [], refused: [], sending: null };
const trays = new Map<string, Tray>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What waits to be sent with a ticket's next comment. */
export function trayOf(ref: string): Tray {
  return trays.get(ref) ?? NONE;
}

export function useTray(ref: string): Tray {
  return useSyncExternalStore(
    subscribe,
    () => trayOf(ref),
    () => NONE,
  );
}

/** Changes a tray; an empty one is forgotten. */
export function changeTray(ref: string, change: Partial<Tray>): void {
  const before = trayOf(ref);
  const next = { ...before, ...change };
  const kept = new Set(next.files.map(({ preview }) => preview));
  for (const { preview } of before.files) {
    if (preview !== null && !kept.has(preview)) URL.revokeObjectURL(preview);
  }
  const isEmpty = next.files.length + next.refused.length === 0 && next.sending === null;
  if (isEmpty) trays.delete(ref);
  else trays.set(ref, next);
  for (const listener of listeners) listener();
}

/** Adds what can go; the rest is told with its reason. While files are on their way nothing is added. */
export function addFiles(
  ref: string,
  { files: incoming, folders }: { files: readonly File[]; folders: readonly string[] },
  limits: FileLimits,
): void {
  const { files, sending } = trayOf(ref);
  if (sending !== null) {
    const reason = "others are on their way; add it once they have arrived";
    changeTray(ref, { refused: incoming.map(({ name }) => ({ name, reason })) });
    return;
  }
  const { taken, refused } = pickFiles(files, incoming, limits);
  const added = taken.map(({ name, file }) => ({
    key: newId(),
    name,
    file,
    preview: isPictureName(name) ? URL.createObjectURL(file) : null,
    problem: null,
  }));
  const noFolders = folders.map((name) => ({ name, reason: "it is a folder; add its files" }));
  changeTray(ref, { files: [...files, ...added], refused: [...refused, ...noFolders] });
}

/** Takes a file out again. */
export function dropFile(ref: string, key: string): void {
  changeTray(ref, { files: trayOf(ref).files.filter((one) => one.key !== key), refused: [] });
}

/** What a drop or a paste brings: files, and the names of folders among them. */
export function filesIn({ items, files }: DataTransfer): { files: File[]; folders: string[] } {
  const folders = new Set(
    [...items].flatMap((item) => {
      const entry = item.kind === "file" ? item.webkitGetAsEntry() : null;
      return entry?.isDirectory ? [entry.name] : [];
    }),
  );
  return { files: [...files].filter(({ name }) => !folders.has(name)), folders: [...folders] };
}
