import "server-only";
import type { Ref } from "@/lib/domain/ref";
import type { TicketAttachment } from "@/lib/domain/ticket";
import { isPictureName, soundFileName } from "@/lib/domain/file-name";

/**
 * What stands in the place of a picture that a text refers to: the ticket's own file, or only its name. Mails refer to
 * their parts by `cid:`, the systems' own editors by an address that holds the file's name or its id. Nothing else is
 * ever loaded.
 */
export function pictureFor(
  ref: Ref,
  files: readonly TicketAttachment[],
  source: string,
): { href: string; name: string } | { href: null; name: string } {
  const hints = hintsOf(source);
  const file = files.find(
    ({ id, name }) =>
      isPictureName(name) &&
      hints.some((hint) => hint === id.toLowerCase() || hint === name.toLowerCase()),
  );
  if (file === undefined) return { href: null, name: soundFileName(hints[0] ?? "") };
  const href = `/api/tickets/${encodeURIComponent(ref)}/files/${encodeURIComponent(file.id)}?show=1`;
  return { href, name: soundFileName(file.name) };
}

const HINTS_MAX = 20;

/** What an address may name a file by, in small letters. */
function hintsOf(source: string): string[] {
  const cid = /^cid:([^@]{1,300})/i.exec(source.trim())?.[1];
  if (cid !== undefined) return [decode(cid)];
  // Only names are taken from it; that it is read against an address of nobody's makes relative ones readable.
  if (source.trim() === "" || !URL.canParse(source, "https://x.invalid/")) return [];
  const { pathname, searchParams, protocol } = new URL(source, "https://x.invalid/");
  if (protocol !== "http:" && protocol !== "https:") return [];
  const last = decode(pathname.split("/").at(-1) ?? "");
  return [last, ...[...searchParams.values()].map((value) => value.toLowerCase())]
    .filter((hint) => hint !== "")
    .slice(0, HINTS_MAX);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text).toLowerCase();
  } catch {
    return text.toLowerCase();
  }
}
