import type { SendFilesResult } from "@/lib/contracts/ticket-files";
import type { TicketSeen } from "@/lib/contracts/ticket-seen";
import type { TicketDetailResult } from "@/lib/contracts/tickets";
import { ApiError } from "../../api";
import { upload } from "../../upload";
import { sendTicketWrite } from "../requests";
import type { SentComment } from "../ticket-acts";
import { changeTray, trayOf, type TrayFile } from "./file-tray";

/** What is sent of a ticket's tray. */
export interface TraySend {
  ref: string;
  /** Without text it only says who may read the files; `null` where their system tells no such difference. */
  comment: SentComment | null;
  seen?: TicketSeen;
  /** The system takes both in one request. */
  withComment: boolean;
  signal: AbortSignal;
}

/** What became of it. */
export interface TrayOutcome {
  /** The ticket as it stands then; `null` where nothing arrived. */
  result: TicketDetailResult | null;
  sentFiles: number;
  /** The system gave no clear answer, but what was sent stands in the ticket. */
  wasFound: boolean;
  /** Files that stay in the tray, each with its reason. */
  failedFiles: number;
}

/**
 * Sends a tray and its comment: in one request, or the comment first and then each file alone. What failed stays in
 * the tray with its reason and can be sent again; what arrived has left it.
 * @param onComment hears that the comment has arrived, before the files follow it
 * @throws ApiError when the comment, or everything at once, did not go
 */
export async function sendTray(
  send: TraySend,
  onComment: (result: TicketDetailResult) => void,
): Promise<TrayOutcome> {
  const { ref, comment, seen, withComment, signal } = send;
  const { files } = trayOf(ref);
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0);
  const progress = (sentBytes: number) =>
    changeTray(ref, { sending: { sentBytes: Math.min(sentBytes, totalBytes), totalBytes } });
  changeTray(ref, {
    files: files.map((one) => ({ ...one, problem: null })),
    refused: [],
    sending: { sentBytes: 0, totalBytes },
  });
  try {
    if (withComment) {
      const asked = { files, comment, ...(seen && { seen }) };
      const result = await sendFiles(ref, asked, progress, signal);
      changeTray(ref, { files: [] });
      const wasFound = result.arrival === "found";
      return { result, sentFiles: files.length, wasFound, failedFiles: 0 };
    }
    let result: TicketDetailResult | null = null;
    if (comment?.text) {
      result = await sendTicketWrite(ref, { act: "comment", ...comment, ...(seen && { seen }) });
      onComment(result);
    }
    return await sendEach({ ref, files, progress, signal, result });
  } finally {
    changeTray(ref, { sending: null });
  }
}

async function sendEach({
  ref,
  files,
  progress,
  signal,
  result,
}: {
  ref: string;
  files: readonly TrayFile[];
  progress: (sentBytes: number) => void;
  signal: AbortSignal;
  result: TicketDetailResult | null;
}): Promise<TrayOutcome> {
  const outcome = { result, sentFiles: 0, wasFound: false, failedFiles: 0 };
  let before = 0;
  for (const one of files) {
    const start = before;
    before += one.file.size;
    try {
      const asked = { files: [one], comment: null };
      const sent = await sendFiles(ref, asked, (bytes) => progress(start + bytes), signal);
      outcome.result = sent;
      outcome.sentFiles += 1;
      outcome.wasFound ||= sent.arrival === "found";
      changeTray(ref, { files: trayOf(ref).files.filter(({ key }) => key !== one.key) });
    } catch (error) {
      outcome.failedFiles += 1;
      keepWithProblem(ref, one.key, signal.aborted ? "Cancelled" : wordsOf(error));
      if (signal.aborted) break;
    }
  }
  return outcome;
}

function keepWithProblem(ref: string, key: string, problem: string): void {
  const files = trayOf(ref).files.map((one) => (one.key === key ? { ...one, problem } : one));
  changeTray(ref, { files });
}

const wordsOf = (error: unknown) =>
  error instanceof ApiError ? error.title : "It could not be read. Add it again.";

/** One request: its head, which says what follows, and the files' bytes as they are. */
function sendFiles(
  ref: string,
  asked: { files: readonly TrayFile[]; comment: SentComment | null; seen?: TicketSeen },
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<SendFilesResult> {
  const { files, comment, seen } = asked;
  const facts = files.map(({ name, file }) => ({
    name,
    type: file.type.slice(0, 200),
    sizeBytes: file.size,
  }));
  const text = JSON.stringify({ files: facts, comment, ...(seen && { seen }) });
  const head = new TextEncoder().encode(text);
  return upload<SendFilesResult>({
    method: "POST",
    path: `/api/tickets/${encodeURIComponent(ref)}/files?head=${head.byteLength}`,
    body: new Blob([head, ...files.map(({ file }) => file)]),
    type: "application/octet-stream",
    expects: "ticket",
    onProgress: (bytes) => onProgress(Math.max(0, bytes - head.byteLength)),
    signal,
  });
}
