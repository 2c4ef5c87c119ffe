import "server-only";
import { z } from "zod";
import {
  DecideBody,
  DecisionsResult,
  ListPairsQuery,
  ListPairsResult,
  PairFacetsResult,
  PlaceholdersBody,
  PlaceholdersResult,
  UndecideBody,
} from "@/lib/contracts/identity";
import type { OwnRoute } from "./own-route";

const group = "Devices: identity";

/** Why records are one device, and what people say about it. */
export const IDENTITY_ROUTES: readonly OwnRoute[] = [
  {
    id: "identity.list",
    group,
    title: "List pairs of records that were joined, suggested or refused, with the reason",
    method: "GET",
    path: "/api/devices/identity",
    right: "everyone",
    query: ListPairsQuery,
    answer: ListPairsResult,
  },
  {
    id: "identity.facets",
    group,
    title: "Count pairs of records by list, rule, reason and certainty",
    method: "GET",
    path: "/api/devices/identity/facets",
    right: "everyone",
    query: ListPairsQuery,
    answer: PairFacetsResult,
  },
  {
    id: "identity.decide",
    group,
    title: "Say that records are one machine, or are not, with why",
    method: "POST",
    path: "/api/devices/identity/decisions",
    right: "everyone",
    body: DecideBody,
    answer: DecisionsResult,
  },
  {
    id: "identity.undecide",
    group,
    title: "Take back what was said about records",
    method: "DELETE",
    path: "/api/devices/identity/decisions",
    right: "everyone",
    body: UndecideBody,
    answer: DecisionsResult,
  },
  {
    id: "identity.placeholders",
    group,
    title: "Read which values identify no machine",
    method: "GET",
    path: "/api/devices/identity/placeholders",
    right: "administrator",
    query: z.strictObject({}),
    answer: PlaceholdersResult,
  },
  {
    id: "identity.changePlaceholders",
    group,
    title: "Change which values identify no machine, and match everything again",
    method: "PUT",
    path: "/api/devices/identity/placeholders",
    right: "administrator",
    body: PlaceholdersBody,
    answer: PlaceholdersResult,
  },
];
