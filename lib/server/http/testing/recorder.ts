import "server-only";
import { type IncomingHttpHeaders, type RequestListener, createServer } from "node:http";

/** One request as a recorder received it. */
export interface Recorded {
  method: string;
  /** Path and query, exactly as sent. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a recorder answers next. */
export interface Reply {
  status?: number;
  headers?: Record<string, string | string[]>;
  json?: unknown;
  text?: string;
  /** Breaks off: before the answer, or in the middle of its body; or never answers. */
  fault?: "reset" | "cut" | "silence";
}

/** A reply, or what makes one of the request. */
export type Answer = Reply | ((request: Recorded) => Reply);

export interface Recorder {
  url: string;
  requests: Recorded[];
  /** Adds replies behind those that wait. */
  push(...replies: Answer[]): void;
  close(): Promise<void>;
}

/** A real HTTP server on 127.0.0.1 that records requests and gives the replies in order, then 599s. */
export async function startRecorder(replies: Answer[] = []): Promise<Recorder> {
  const queue = [...replies];
  const requests: Recorded[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const recorded: Recorded = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      requests.push(recorded);
      const next = queue.shift() ?? { status: 599 };
      const reply = typeof next === "function" ? next(recorded) : next;
      if (reply.fault === "silence") return;
      if (reply.fault === "reset") return void request.socket.destroy();
      const text = reply.text ?? (reply.json === undefined ? "" : JSON.stringify(reply.json));
      const type = reply.text === undefined ? "application/json" : "text/html";
      response.writeHead(reply.status ?? 200, {
        "content-type": type,
        ...(reply.fault === "cut" ? { "content-length": text.length + 100 } : {}),
        ...reply.headers,
      });
      response.write(text, () => (reply.fault === "cut" ? request.socket.destroy() : undefined));
      if (reply.fault !== "cut") response.end();
    });
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The recorder has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    push: (...more) => void queue.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
