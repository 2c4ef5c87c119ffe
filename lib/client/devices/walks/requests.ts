import type { z } from "zod";
import { apiGet, apiSend } from "@/lib/client/api";
import { toSearchString } from "@/lib/client/keys";
import type {
  ListWalksResult,
  NoteMissing,
  SendWalkMove,
  StartWalk,
  StartWalkResult,
  SyncScansResult,
  WalkMovesResult,
  WalkOutcomeResult,
  WalkResult,
} from "@/lib/contracts/walks";
import type { KeptScan } from "./kept-scans";

type Started = z.infer<typeof StartWalkResult>;
type Outcomes = z.infer<typeof WalkOutcomeResult>;

const pathOf = (id: string, part = "") => `/api/device-walks/${encodeURIComponent(id)}${part}`;

export const fetchWalks = (signal: AbortSignal) =>
  apiGet<ListWalksResult>("/api/device-walks", ["rows"], { signal });
export const sendStart = (place: StartWalk) =>
  apiSend<Started>("POST", "/api/device-walks", place, ["id"]);
export const fetchWalk = (id: string, signal: AbortSignal) =>
  apiGet<WalkResult>(pathOf(id), ["walk", "expected", "scans"], { signal });
export const sendScans = (id: string, scans: readonly KeptScan[]) =>
  apiSend<SyncScansResult>("POST", pathOf(id, "/scans"), { scans }, ["scans", "met"]);
export const fetchMoves = (id: string, device: string, signal: AbortSignal) =>
  apiGet<z.infer<typeof WalkMovesResult>>(
    `${pathOf(id, "/moves")}${toSearchString({ device })}`,
    ["moves"],
    { signal },
  );
export const sendMove = (id: string, move: SendWalkMove) =>
  apiSend<Outcomes>("POST", pathOf(id, "/moves"), move, ["outcomes"]);
export const sendNote = (id: string, note: NoteMissing) =>
  apiSend<Outcomes>("POST", pathOf(id, "/notes"), note, ["outcomes"]);
export const sendClosing = (id: string, closed: boolean) =>
  apiSend<Started>("POST", pathOf(id, "/closing"), { closed }, ["id"]);
