import "server-only";
import type { Source } from "@/lib/domain/source";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";

/**
 * Whether a viewer shows themselves to others in a source's tickets and is shown them: staff, who see all of it. An end
 * user never learns who looks at their ticket.
 */
export function sharesPresence(viewer: Viewer, source: Source): boolean {
  return visibilityOf(viewer)[source] === "all";
}
