import { z } from "zod";
import { Source } from "@/lib/domain/source";
import { ACCOUNT_ROLES } from "@/lib/domain/person";

/** One connected system in the account menu. */
export const Connection = z.object({
  source: Source,
  /** Configured on this server at all. */
  configured: z.boolean(),
  connected: z.boolean(),
  userName: z.string().nullable(),
  fullName: z.string().nullable(),
  role: z.enum(ACCOUNT_ROLES).nullable(),
  organization: z.string().nullable(),
  expiresAt: z.string().nullable(),
  /** Works in another organisation than the lists hold: it is connected, and shows nothing here. */
  isAway: z.boolean(),
  /** Why it is not connected, or shows nothing: expired, in another organisation… */
  reason: z.string().nullable(),
});
export type Connection = z.infer<typeof Connection>;

export const MeResult = z.object({
  name: z.string(),
  isAdministrator: z.boolean(),
  isManager: z.boolean(),
  connections: z.array(Connection),
});
export type MeResult = z.infer<typeof MeResult>;

const SourceCredentials = z.strictObject({
  userName: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(1000),
  organization: z.string().trim().max(200).optional(),
});

/** Signs in to one or both systems. */
export const SignInBody = z
  .strictObject({ kace: SourceCredentials.optional(), sysaid: SourceCredentials.optional() })
  .refine((body) => body.kace !== undefined || body.sysaid !== undefined, {
    message: "Name KACE, SysAid or both.",
  });
export type SignInBody = z.infer<typeof SignInBody>;
export const SecondFactorBody = z.strictObject({
  ticket: z.string().min(1).max(200),
  code: z
    .string()
    .trim()
    .regex(/^\d{6,8}$/, "The code has six to eight digits."),
});
export type SecondFactorBody = z.infer<typeof SecondFactorBody>;
export const DisconnectBody = z.strictObject({ source: Source });

/** What one system said to a sign-in. `waitUntil`: out of sign-ins (SysAid allows two in five minutes). */
export const SignInOutcome = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("connected"), source: Source }),
  z.object({ outcome: z.literal("refused"), source: Source }),
  z.object({ outcome: z.literal("second_factor"), source: Source, ticket: z.string() }),
  z.object({ outcome: z.literal("wait"), source: Source, until: z.string() }),
  z.object({ outcome: z.literal("unavailable"), source: Source, reason: z.string() }),
]);
export type SignInOutcome = z.infer<typeof SignInOutcome>;

/** What every system asked said, and a one-time grant for our own cookie when one connected and nobody was signed in. */
export const SignInResult = z.object({
  outcomes: z.array(SignInOutcome),
  grant: z.string().nullable(),
});
export type SignInResult = z.infer<typeof SignInResult>;

/** An event of the stream `/api/events`. `refs` names what changed; many changes come as `bulk`. */
export const LiveEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("changed"), entity: z.string(), refs: z.array(z.string()) }),
  z.object({ type: z.literal("bulk"), entity: z.string(), count: z.number().int() }),
  z.object({ type: z.literal("sync") }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;
