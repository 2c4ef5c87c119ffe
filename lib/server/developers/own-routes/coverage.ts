import "server-only";
import { z } from "zod";
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
];
