import type { ListCisResult } from "@/lib/contracts/cis";
import type { ListDevicesResult } from "@/lib/contracts/devices";
import type { ListTicketsResult } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { apiGet } from "../api";
import { toSearchString } from "../keys";

/** A record that a search found. */
export interface FoundRecord {
  id: string;
  label: string;
  /** What it is and where it stands: `Ticket, KACE`. */
  note: string;
  href: string;
}

const EACH_MAX = 5;

const pathOf = (page: string, ref: string) => `/${page}/${encodeURIComponent(ref)}`;

/** The first few tickets, devices and CIs that hold the text. Rejects only when every list failed. */
export async function searchRecords(q: string, signal: AbortSignal): Promise<FoundRecord[]> {
  const search = toSearchString({ q, limit: EACH_MAX });
  const answers = await Promise.allSettled([
    findTickets(search, signal),
    findDevices(search, signal),
    findCis(search, signal),
  ]);
  const failed = answers.find((answer) => answer.status === "rejected");
  if (failed && answers.every((answer) => answer.status === "rejected")) throw failed.reason;
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
}

async function findTickets(search: string, signal: AbortSignal): Promise<FoundRecord[]> {
  const { rows } = await apiGet<ListTicketsResult>(`/api/tickets${search}`, ["rows"], { signal });
  return rows.map((row) => ({
    id: row.ref,
    label: `${row.number} ${row.title}`,
    note: `Ticket, ${SOURCE_LABELS[row.source].label}`,
    href: pathOf("tickets", row.ref),
  }));
}

async function findDevices(search: string, signal: AbortSignal): Promise<FoundRecord[]> {
  const { rows } = await apiGet<ListDevicesResult>(`/api/devices${search}`, ["rows"], { signal });
  return rows.map((row) => ({
    id: row.ref,
    label: row.name,
    note: `Device, ${row.sources.map((source) => SOURCE_LABELS[source].label).join(" and ")}`,
    href: pathOf("devices", row.ref),
  }));
}

async function findCis(search: string, signal: AbortSignal): Promise<FoundRecord[]> {
  const { rows } = await apiGet<ListCisResult>(`/api/cis${search}`, ["rows"], { signal });
  return rows.map((row) => ({
    id: row.ref,
    label: row.name,
    note: `CI, ${SOURCE_LABELS.sysaid.label}`,
    href: pathOf("cis", row.ref),
  }));
}
