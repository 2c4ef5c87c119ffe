import { z } from "zod";

/** The switches of `POST /__simulator/settings`. */
export const settingsSchema = z.strictObject({
  /** Sign-ins allowed in a window, right or wrong, and whether a person or the whole tenant has them. */
  loginLimit: z.int().min(0),
  loginLimitPer: z.enum(["person", "tenant"]),
  /** All other requests of a window. */
  requestLimit: z.int().min(0),
  requestLimitPer: z.enum(["person", "tenant"]),
  windowMinutes: z.number().positive(),
  sessionIdleMinutes: z.number().positive(),
  /** What an info list without rows answers: `[]`, or the JSON string that clients have seen. */
  emptyAs: z.enum(["array", "string"]),
  /** Largest and default page (`maxChunkSize` of the server). */
  maxChunkSize: z.int().min(1),
  /** Whether `archive=1` adds archived records to the others or asks for them alone. */
  archiveOne: z.enum(["both", "only"]),
  /** How a reset password reaches its user; `user`: they choose one themselves. */
  passwordResetMethod: z.enum(["email", "sms", "user"]),
  /** Wrong passwords in a row that lock an account; 0: never. */
  lockAfterTries: z.int().min(0),
  /** IANA zone in which captions tell times; the account's own. */
  timeZone: z.string(),
});

export type SysaidSimulatorSettings = z.infer<typeof settingsSchema>;

/** Limits as documented; the zone is the company's unless given. */
export function defaultSettings(timeZone: string): SysaidSimulatorSettings {
  return {
    loginLimit: 2,
    loginLimitPer: "person",
    requestLimit: 1_000,
    requestLimitPer: "person",
    windowMinutes: 5,
    sessionIdleMinutes: 45,
    emptyAs: "string",
    maxChunkSize: 500,
    archiveOne: "both",
    passwordResetMethod: "email",
    lockAfterTries: 0,
    timeZone,
  };
}
