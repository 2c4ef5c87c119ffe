"use client";

import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type {
  ListOperationsResult,
  OperationDetail,
  OperationDetailResult,
} from "@/lib/contracts/developers";
import { apiGet } from "../api";
import { operationKeys } from "../keys";

const PATH = "/api/developers/operations";

/** Every operation, in the catalogues' order. It does not change while the server runs. */
export function useOperations(): UseQueryResult<ListOperationsResult> {
  return useQuery({
    queryKey: operationKeys.list(),
    queryFn: ({ signal }) => apiGet<ListOperationsResult>(PATH, ["rows"], { signal }),
    staleTime: Infinity,
  });
}

/** What one operation takes and answers. */
export function useOperation(key: string): UseQueryResult<OperationDetail> {
  return useQuery({
    queryKey: operationKeys.detail(key),
    queryFn: async ({ signal }) => {
      const path = `${PATH}/${encodeURIComponent(key)}`;
      const result = await apiGet<OperationDetailResult>(path, ["operation"], { signal });
      return result.operation;
    },
    staleTime: Infinity,
  });
}
