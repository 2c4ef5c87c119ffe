import { randomInt } from "node:crypto";
import { createFileShelf, type FileShelf, type StoredFile } from "../appliance/uploads/file-shelf";

/** Whose file it is: a service record's attachment, or the photo of a user. */
export interface FileOwner {
  table: "service_req" | "sysaid_user";
  id: number;
}

/** A file that somebody uploaded, under the id by which it is asked for. */
export interface KeptFile extends FileOwner {
  fileId: string;
  file: StoredFile;
}

/** Uploaded files; they last while the program runs. */
export interface Files {
  shelf: FileShelf;
  add(owner: FileOwner, file: StoredFile): KeptFile;
  remove(fileId: string): void;
  removeAllOf(owner: FileOwner): void;
  /** The file that an address of ours names, `undefined` for every other address. */
  at(address: string): KeptFile | undefined;
  /** Address of a user's photo, `null` without one. */
  photoOf(userId: number): string | null;
  reset(): void;
}

export function createFiles(): Files {
  const shelf = createFileShelf();
  const byId = new Map<string, KeptFile>();
  const photos = new Map<number, KeptFile>();
  const remove = (fileId: string) => {
    const kept = byId.get(fileId);
    if (kept === undefined) return;
    byId.delete(fileId);
    if (photos.get(kept.id) === kept) photos.delete(kept.id);
    shelf.drop(kept.file);
  };
  const removeAllOf = ({ table, id }: FileOwner) => {
    for (const kept of [...byId.values()]) {
      if (kept.table === table && kept.id === id) remove(kept.fileId);
    }
  };
  return {
    shelf,
    add(owner, file) {
      // A user has one photo: the next one takes its place.
      if (owner.table === "sysaid_user") removeAllOf(owner);
      const kept = { ...owner, fileId: newFileId(), file };
      byId.set(kept.fileId, kept);
      if (owner.table === "sysaid_user") photos.set(owner.id, kept);
      return kept;
    },
    remove,
    removeAllOf,
    at(address) {
      if (!URL.canParse(address, "http://sysaid")) return undefined;
      const { pathname, searchParams } = new URL(address, "http://sysaid");
      const kept = byId.get(searchParams.get("getFile") ?? "");
      const isSame =
        pathname === "/getFile" &&
        searchParams.get("table") === kept?.table &&
        searchParams.get("id") === String(kept?.id);
      return isSame ? kept : undefined;
    },
    photoOf(userId) {
      const kept = photos.get(userId);
      return kept === undefined ? null : addressOf(kept);
    },
    reset() {
      byId.clear();
      photos.clear();
      shelf.clear();
    },
  };
}

/** Where attachments were seen to lie; that photos lie there too is inferred. */
export function addressOf({ table, id, fileId }: KeptFile): string {
  return `/getFile?table=${table}&id=${id}&getFile=${fileId}`;
}

/** Two numbers of nine digits, as in the document's sample. */
function newFileId(): string {
  const part = () => randomInt(100_000_000, 1_000_000_000);
  return `${part()}_${part()}`;
}
