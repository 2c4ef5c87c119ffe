/** An answer of SysAid's own error form, `{status, message}`. */
export class ApiError extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 429,
    message: string,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** Words of the one recorded refusal of an unknown id (DELETE); reads and writes are inferred to use them too. */
export const invalidRecord = () => new ApiError(400, "Invalid service record id");

/** What a caller without the right hears. No recording exists; status and words are inferred. */
export const notAuthorized = () =>
  new ApiError(403, "User is not authorized to perform this action");
