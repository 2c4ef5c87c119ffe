import "server-only";
import type { Source } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { type Handler, handle } from "@/lib/server/api/route";
import { requireViewer } from "@/lib/server/auth/viewer";
import { NotFound, SourceNotConfigured } from "@/lib/server/failures";
import { runtime } from "@/lib/server/runtime";
import { carryOperation } from "./carry-operation";
import { findOperation } from "./find-operation";
import { statusOfCarried } from "./status";

/** The parts behind `/api/<source>` as the router read them. */
interface PathParams {
  path: string[];
}

/**
 * The door to one source: `/api/<source>/…` is the source's own path. Whatever is no documented operation is not
 * found, in every method, so that nothing tells what else a source may have.
 */
export function proxyRoute(source: Source): Handler<PathParams> {
  return handle<PathParams>(
    `proxy.${source}`,
    async (request, { path }, requestId) => {
      const parts = await runtime();
      const viewer = await requireViewer(request.headers);
      const upstream = parts.upstreams[source];
      const { label } = SOURCE_LABELS[source];
      if (!upstream) throw new SourceNotConfigured(label, `${source.toUpperCase()}_URL`);
      const rawPath = rawPathOf(request, source, path);
      const found = rawPath && findOperation(upstream.operations, request.method, rawPath);
      if (!found) throw new NotFound(`operation of ${label} with this method and path`);
      return carryOperation({ runtime: parts, viewer, requestId, source, request }, found);
    },
    statusOfCarried,
  );
}

/**
 * What follows `/api/<source>`, still encoded. `null` where the router and the address disagree: then a parser has
 * climbed or folded on the way, and what was meant cannot be known.
 */
function rawPathOf(request: Request, source: Source, path: readonly string[]): string | null {
  const { pathname } = new URL(request.url);
  const prefix = `/api/${source}`;
  if (!pathname.startsWith(`${prefix}/`)) return null;
  const rawPath = pathname.slice(prefix.length);
  const parts = rawPath.replace(/\/$/, "").split("/").length - 1;
  return parts === path.length ? rawPath : null;
}
