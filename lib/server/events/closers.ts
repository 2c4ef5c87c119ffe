import "server-only";

// An open event stream keeps the server from exiting: it waits for its connections to end, and a
// stream never does. So every stream registers how to close it, and SIGTERM closes them all first.

type Closer = () => void;
const CLOSERS = Symbol.for("sightline.closers");
const shared = globalThis as { [CLOSERS]?: { open: Set<Closer>; isClosing: boolean } };
const state = () => (shared[CLOSERS] ??= { open: new Set(), isClosing: false });

/**
 * Registers how an open stream is closed; call the returned function when it ended by itself. While
 * the server is closing, the stream is closed at once.
 */
export function onShutdown(close: Closer): () => void {
  const { open, isClosing } = state();
  if (isClosing) {
    close();
    return () => undefined;
  }
  // A wrapper of its own, so that the same function can be registered for two streams.
  const own: Closer = () => close();
  open.add(own);
  return () => void open.delete(own);
}

/** Closes every open stream. A closer that throws keeps no other from closing; the errors come back. */
export function closeStreams(): unknown[] {
  const { open } = state();
  const errors: unknown[] = [];
  for (const close of [...open]) {
    open.delete(close);
    try {
      close();
    } catch (error) {
      errors.push(error);
    }
  }
  return errors;
}

/** Closes every stream at the first SIGTERM or SIGINT, and those that open afterwards. Once per process. */
export function closeStreamsAtSignal(process: NodeJS.EventEmitter): void {
  const shutDown = () => {
    state().isClosing = true;
    closeStreams();
  };
  process.once("SIGTERM", shutDown);
  process.once("SIGINT", shutDown);
}
