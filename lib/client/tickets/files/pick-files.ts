import { freeFileName, soundFileName } from "@/lib/domain/file-name";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatBytes } from "@/lib/format/numbers";

/** What is known of a file before it is sent. */
interface FileFacts {
  name: string;
  size: number;
}

/** What a ticket's system takes at once, and its name. */
export interface FileLimits {
  maxBytes: number;
  perSend: number;
  label: string;
}

/** A file that is not taken, and why. */
export interface RefusedFile {
  name: string;
  reason: string;
}

/**
 * Sorts files that somebody wants to send into those that can go, under names that are sound and not taken, and those
 * that cannot. What waits already keeps its place.
 */
export function pickFiles<File extends FileFacts>(
  waiting: readonly { name: string }[],
  incoming: readonly File[],
  limits: FileLimits,
): { taken: { name: string; file: File }[]; refused: RefusedFile[] } {
  const names = new Set(waiting.map(({ name }) => name.toLowerCase()));
  const taken: { name: string; file: File }[] = [];
  const refused: RefusedFile[] = [];
  for (const file of incoming) {
    const sound = soundFileName(file.name);
    const reason = whyNot(file, waiting.length + taken.length, limits);
    if (reason !== null) {
      refused.push({ name: sound, reason });
      continue;
    }
    const name = freeFileName(sound, names);
    names.add(name.toLowerCase());
    taken.push({ name, file });
  }
  return { taken, refused };
}

function whyNot({ size }: FileFacts, count: number, limits: FileLimits): string | null {
  const say = (bytes: number) => formatBytes(bytes, DISPLAY_LOCALE);
  if (size === 0) return "it is empty";
  if (size > limits.maxBytes) return `it has ${say(size)}, and at most ${say(limits.maxBytes)} go`;
  if (count >= limits.perSend) return `${limits.label} takes ${limits.perSend} files at once`;
  return null;
}
