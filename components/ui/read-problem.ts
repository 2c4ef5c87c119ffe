/** The part of an error that a panel shows. */
export interface ShownProblem {
  title: string;
  requestId: string | null;
  retryAfterSeconds: number | null;
}

/** What an error of any kind may say. Only an error with a `title` of its own was written for people. */
export function readProblem(error: unknown): ShownProblem {
  const fallback = {
    title: "Something went wrong on this page. Try again; reload the page if it stays.",
    requestId: null,
    retryAfterSeconds: null,
  };
  if (!(error instanceof Error) || !("title" in error) || typeof error.title !== "string")
    return fallback;
  return {
    title: error.title,
    requestId: "requestId" in error && typeof error.requestId === "string" ? error.requestId : null,
    retryAfterSeconds:
      "retryAfterSeconds" in error && typeof error.retryAfterSeconds === "number"
        ? error.retryAfterSeconds
        : null,
  };
}
