import "server-only";
import { z } from "zod";
import {
  ArchivedFacetsResult,
  ListArchivedQuery,
  ListArchivedResult,
} from "@/lib/contracts/archived";
import { CoverageResult } from "@/lib/contracts/coverage";
import type { OwnRoute } from "./own-route";

/** Where devices stand, and what became of those that left. */
export const COVERAGE_ROUTES: readonly OwnRoute[] = [
  {
    id: "devices.coverage",
    group: "Devices",
    title: "Count devices by where they stand and how the systems drifted apart",
    method: "GET",
    path: "/api/devices/coverage",
    right: "everyone",
    query: z.strictObject({}),
    answer: CoverageResult,
  },
  {
    id: "devices.archived",
    group: "Devices",
    title: "List devices that KACE archived or is about to archive",
    method: "GET",
    path: "/api/devices/archived",
    right: "everyone",
    query: ListArchivedQuery,
    answer: ListArchivedResult,
  },
  {
    id: "devices.archivedFacets",
    group: "Devices",
    title: "Count archived devices by the values of each filter",
    method: "GET",
    path: "/api/devices/archived/facets",
    right: "everyone",
    query: ListArchivedQuery,
    answer: ArchivedFacetsResult,
  },
];
