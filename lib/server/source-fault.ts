import "server-only";
import { SourceSignInNeeded } from "./failures";
import { UpstreamError, UpstreamShapeError } from "./upstream/errors";

/** What leaves a saved copy in place instead of an answer: the source did not answer, or not this viewer. */
export function isSourceFault(
  error: unknown,
): error is UpstreamError | UpstreamShapeError | SourceSignInNeeded {
  return (
    error instanceof UpstreamError ||
    error instanceof UpstreamShapeError ||
    error instanceof SourceSignInNeeded
  );
}
