import "server-only";
import { z } from "zod";
import {
  AnswerConflictsBody,
  AnswerConflictsResult,
  ConflictFacetsResult,
  ListConflictsQuery,
  ListConflictsResult,
  PreviewConflictsBody,
  PreviewConflictsResult,
} from "@/lib/contracts/conflicts";
import { PrecedenceResult, PrecedenceWrite } from "@/lib/contracts/rules";
import type { OwnRoute } from "./own-route";

const group = "Conflicts";

/** What the systems disagree on, and who is believed. */
export const CONFLICT_ROUTES: readonly OwnRoute[] = [
  {
    id: "conflicts.list",
    group,
    title: "List the values on which the two systems disagree",
    method: "GET",
    path: "/api/devices/conflicts",
    right: "everyone",
    query: ListConflictsQuery,
    answer: ListConflictsResult,
  },
  {
    id: "conflicts.facets",
    group,
    title: "Count conflicts by the values of each filter",
    method: "GET",
    path: "/api/devices/conflicts/facets",
    right: "everyone",
    query: ListConflictsQuery,
    answer: ConflictFacetsResult,
  },
  {
    id: "conflicts.preview",
    group,
    title: "Show the requests that taking one system's values would send",
    method: "POST",
    path: "/api/devices/conflicts/preview",
    right: "everyone",
    body: PreviewConflictsBody,
    answer: PreviewConflictsResult,
  },
  {
    id: "conflicts.answer",
    group,
    title: "Take one system's values, or leave conflicts until they change",
    method: "POST",
    path: "/api/devices/conflicts/answers",
    right: "everyone",
    body: AnswerConflictsBody,
    answer: AnswerConflictsResult,
  },
  {
    id: "rules.readPrecedence",
    group: "Rules",
    title: "Read which system is believed about which attribute",
    method: "GET",
    path: "/api/devices/rules/precedence",
    right: "administrator",
    query: z.strictObject({}),
    answer: PrecedenceResult,
  },
  {
    id: "rules.setPrecedence",
    group: "Rules",
    title: "Set which system is believed about which attribute",
    method: "PUT",
    path: "/api/devices/rules/precedence",
    right: "administrator",
    body: PrecedenceWrite,
    answer: PrecedenceResult,
  },
];
