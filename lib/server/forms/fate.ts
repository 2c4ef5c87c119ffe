import "server-only";
import {
  UpstreamError,
  UpstreamHttpError,
  UpstreamRefusal,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";

/** What a failed write says about whether something was written. */
export function fateOf(error: unknown): "refused" | "unknown" | "nothing_sent" {
  if (error instanceof UpstreamRefusal) return "refused";
  if (error instanceof UpstreamHttpError) {
    if (error.status === 429) return "nothing_sent";
    return error.status < 500 ? "refused" : "unknown";
  }
  if (error instanceof UpstreamShapeError) return "unknown";
  const isOpen = error instanceof UpstreamError && ["timeout", "network"].includes(error.kind);
  return isOpen ? "unknown" : "nothing_sent";
}

/** What the source said of its refusal; `null` where it said nothing. */
export function wordsOf(error: unknown): string | null {
  if (error instanceof UpstreamRefusal) return error.message;
  return error instanceof UpstreamHttpError ? error.upstreamMessage : null;
}
