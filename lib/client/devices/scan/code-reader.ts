const WORKER_PATH = "/scan-worker.js";

/** Finds a code in pictures. One picture at a time. */
export interface CodeReader {
  /** The text of the code in a picture, or `null`. The picture is given away. Throws what the reader says. */
  read(image: ImageBitmap): Promise<string | null>;
}

interface Answer {
  id: number;
  text?: string | null;
  problem?: string;
}

let shared: CodeReader | null = null;

/**
 * The page's reader, started at the first call and kept: it loads its parts at once, and a walk that loses the signal
 * later can still start its camera.
 */
export function openCodeReader(): CodeReader {
  shared ??= createCodeReader();
  return shared;
}

function createCodeReader(): CodeReader {
  const worker = new Worker(WORKER_PATH);
  let lastId = 0;
  return {
    read: (image) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        const id = lastId;
        const end = () => {
          worker.removeEventListener("message", onMessage);
          worker.removeEventListener("error", onError);
        };
        const onMessage = ({ data }: MessageEvent<unknown>) => {
          if (!isAnswer(data) || data.id !== id) return;
          end();
          if (data.problem === undefined) resolve(data.text ?? null);
          else reject(new Error(data.problem));
        };
        const onError = (event: ErrorEvent) => {
          end();
          reject(new Error(event.message || "The reader of codes could not be loaded."));
        };
        worker.addEventListener("message", onMessage);
        worker.addEventListener("error", onError);
        worker.postMessage({ id, image }, [image]);
      }),
  };
}

function isAnswer(value: unknown): value is Answer {
  return (
    typeof value === "object" && value !== null && "id" in value && typeof value.id === "number"
  );
}
