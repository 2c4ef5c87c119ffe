import { z } from "zod";

/** What this viewer may do with a ticket; `reason` says who refuses it and why. */
export const Permission = z.object({ allowed: z.boolean(), reason: z.string().nullable() });

/** Everything that can be done with a ticket. */
export const TicketPermissions = z.object({
  comment: Permission,
  /** A comment that the requester reads too; SysAid takes none from outside. */
  publicComment: Permission,
  /** A comment for staff alone. */
  internalComment: Permission,
  assign: Permission,
  setStatus: Permission,
  setPriority: Permission,
  setCategory: Permission,
  setDue: Permission,
  moveQueue: Permission,
  close: Permission,
  logWork: Permission,
  attach: Permission,
  removeFile: Permission,
  /** Says yes or no to what it waits for. */
  decide: Permission,
  clone: Permission,
  delete: Permission,
  switchPattern: Permission,
  /** Links that the ticket's own system keeps. */
  link: Permission,
  message: Permission,
});
