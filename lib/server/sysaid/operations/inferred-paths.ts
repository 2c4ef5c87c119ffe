import "server-only";

/**
 * Paths that the vendor's document does not spell (it has no address lines, only samples): they are named after its own
 * pattern, and the setting `SYSAID_PATHS` replaces any of them where a server is found to use another.
 */
export const INFERRED_PATHS = {
  login: "/api/v1/login",
  "users.uploadPhoto": "/api/v1/users/{id}/photo",
  "sr.delete": "/api/v1/sr",
  "sr.addAttachment": "/api/v1/sr/{id}/attachment",
  "actions.list": "/api/v1/action",
  "actions.count": "/api/v1/action/count",
  "actions.approve": "/api/v1/action/{id}/approve",
  "actions.reject": "/api/v1/action/{id}/reject",
  "actions.complete": "/api/v1/action/{id}/complete",
  "actions.reopen": "/api/v1/action/{id}/reopen",
  "addons.refresh": "/api/v1/addons/refresh",
  "cis.read": "/api/v1/ci/{id}",
  "files.download": "/api/v1/file",
  "texts.read": "/api/v1/translate/{key}",
} as const;

export type InferredId = keyof typeof INFERRED_PATHS;

/** Paths that stand in place of inferred ones. */
export type PathOverrides = Readonly<Partial<Record<InferredId, string>>>;

export function isInferredId(id: string): id is InferredId {
  return Object.hasOwn(INFERRED_PATHS, id);
}
