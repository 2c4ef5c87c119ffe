import { z } from "zod";

/** What `POST /__simulator/settings` may change. */
export const kaceSettingsSchema = z.strictObject({
  /** `12.0` hands out a CSRF header at login and wants it back; since 12.1 cookies suffice. */
  generation: z.enum(["12.0", "13.2"]),
  /** How an expired session shows: as a status, or as the login page under status 200. */
  expiredAs: z.enum(["401", "html"]),
  /** The first organisation holds the company, further ones nothing. */
  organizations: z.int().min(1).max(5),
});

export type KaceSettings = z.infer<typeof kaceSettingsSchema>;

export const INITIAL_SETTINGS: KaceSettings = {
  generation: "13.2",
  expiredAs: "401",
  organizations: 1,
};
