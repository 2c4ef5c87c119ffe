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
  /** Why it is not connected, or what waits: expired, out of sign-ins until… */
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

/** Connects or disconnects one system for the person who is signed in. */
export const ConnectBody = z.strictObject({
  source: Source,
  userName: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
  organization: z.string().max(200).optional(),
});
export const SecondFactorBody = z.strictObject({
  ticket: z.string().min(1).max(200),
  code: z.string().regex(/^\d{6,8}$/),
});
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

/** An event of the stream `/api/events`. `refs` names what changed; many changes come as `bulk`. */
export const LiveEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("changed"), entity: z.string(), refs: z.array(z.string()) }),
  z.object({ type: z.literal("bulk"), entity: z.string(), count: z.number().int() }),
  z.object({ type: z.literal("sync") }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;
