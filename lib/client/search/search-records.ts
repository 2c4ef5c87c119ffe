import type { ListCisResult } from "@/lib/contracts/cis";
import type { ListDevicesResult } from "@/lib/contracts/devices";
import type { ListGroupsResult, ListItemsResult } from "@/lib/contracts/inventory";
import type { ListTicketsResult } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { apiGet } from "../api";
import { cveHref, itemHref, titleHref } from "../inventory/links";
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

/** Words, and how many records are wanted at most. */
interface Asked {
  q: string;
  limit: number;
}

const pathOf = (page: string, ref: string) => `/${page}/${encodeURIComponent(ref)}`;

/** The first few tickets, devices, CIs, software titles, CVEs and scripts that hold the text. Rejects only when every list failed. */
export async function searchRecords(q: string, signal: AbortSignal): Promise<FoundRecord[]> {
  const asked = { q, limit: EACH_MAX };
  const answers = await Promise.allSettled([
    findTickets(asked, signal),
    findDevices(asked, signal),
    findCis(asked, signal),
    findTitles(q, signal),
    findCves(q, signal),
    findScripts(q, signal),
  ]);
  const failed = answers.find((answer) => answer.status === "rejected");
  if (failed && answers.every((answer) => answer.status === "rejected")) throw failed.reason;
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
}

async function findTickets(asked: Asked, signal: AbortSignal): Promise<FoundRecord[]> {
  const { rows } = await apiGet<ListTicketsResult>(
    `/api/tickets${toSearchString({ ...asked })}`,
    ["rows"],
    { signal },
  );
  return rows.map((row) => ({
    id: row.ref,
    label: `${row.number} ${row.title}`,
    note: `Ticket, ${SOURCE_LABELS[row.source].label}`,
    href: pathOf("tickets", row.ref),
  }));
}

/** Devices that hold the text. */
export async function findDevices(asked: Asked, signal: AbortSignal): Promise<FoundRecord[]> {
  const { rows } = await apiGet<ListDevicesResult>(
    `/api/devices${toSearchString({ ...asked })}`,
    ["rows"],
    { signal },
  );
  return rows.map((row) => ({
    id: row.ref,
    label: row.name,
    note: `Device, ${row.sources.map((source) => SOURCE_LABELS[source].label).join(" and ")}`,
    href: pathOf("devices", row.ref),
  }));
}

/** CIs that hold the text. */
export async function findCis(asked: Asked, signal: AbortSignal): Promise<FoundRecord[]> {
  const { rows } = await apiGet<ListCisResult>(
    `/api/cis${toSearchString({ ...asked })}`,
    ["rows"],
    { signal },
  );
  return rows.map((row) => ({
    id: row.ref,
    label: row.name,
    note: `CI, ${SOURCE_LABELS.sysaid.label}`,
    href: pathOf("cis", row.ref),
  }));
}

/** Fewer than of records: one looks for these less often. */
const INVENTORY_MAX = 3;

async function findTitles(q: string, signal: AbortSignal): Promise<FoundRecord[]> {
  const search = toSearchString({ q, limit: INVENTORY_MAX });
  const path = `/api/inventory/titles${search}`;
  const { rows } = await apiGet<ListGroupsResult>(path, ["rows"], { signal });
  return rows.map((row) => ({
    id: `title:${row.key}`,
    label: row.name,
    note: `Software title, ${SOURCE_LABELS.kace.label}`,
    href: titleHref(row.key),
  }));
}

async function findCves(q: string, signal: AbortSignal): Promise<FoundRecord[]> {
  const search = toSearchString({ q, limit: INVENTORY_MAX });
  const { rows } = await apiGet<ListGroupsResult>(`/api/inventory/cves${search}`, ["rows"], {
    signal,
  });
  return rows.map((row) => ({
    id: `cve:${row.key}`,
    label: row.name,
    note: `CVE, ${SOURCE_LABELS.kace.label}`,
    href: cveHref(row.key),
  }));
}

async function findScripts(q: string, signal: AbortSignal): Promise<FoundRecord[]> {
  const search = toSearchString({ kind: "script", q, limit: INVENTORY_MAX });
  const { rows } = await apiGet<ListItemsResult>(`/api/inventory/items${search}`, ["rows"], {
    signal,
  });
  return rows.map((row) => ({
    id: row.ref,
    label: row.name,
    note: `Script, ${SOURCE_LABELS.kace.label}`,
    href: itemHref(row.ref),
  }));
}
