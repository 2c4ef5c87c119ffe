import { z } from "zod";

/** What `POST /__simulator/settings` may change. */
export const kaceSettingsSchema = z.strictObject({
  /** `12.0` hands out a CSRF header at login and wants it back; since 12.1 cookies suffice. */
  generation: z.enum(["12.0", "13.2"]),
  /** How an expired session shows: as a status, or as the login page under status 200. */
  expiredAs: z.enum(["401", "html"]),
  /** `archived_devices/{id}` is known to fail on real appliances; `works` answers as documented. */
  archivedDevices: z.enum(["fault", "works"]),
  /** Who the identity provider says the caller is; empty: SAML is not set up. */
  samlUser: z.string(),
  /** Whether another appliance is linked, so that its users may come over by a token. */
  isLinked: z.boolean(),
  /** The first organisation holds the company, further ones nothing. */
  organizations: z.int().min(1).max(5),
});

export type KaceSettings = z.infer<typeof kaceSettingsSchema>;

export const INITIAL_SETTINGS: KaceSettings = {
  generation: "13.2",
  expiredAs: "401",
  archivedDevices: "fault",
  samlUser: "",
  isLinked: true,
  organizations: 1,
};
