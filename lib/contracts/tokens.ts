import { z } from "zod";
import { Source } from "@/lib/domain/source";
import { ACCESSES } from "@/lib/domain/viewer";

/** The longest life of a token, in days. */
export const TOKEN_DAYS_MAX = 365;
/** So many living tokens a person may have. */
export const TOKENS_MAX = 20;

/** `live`: it opens what its person is signed in to; the others open nothing. */
export const TOKEN_STATES = ["live", "expired", "revoked"] as const;

/** A personal token as its person lists it; the token itself is shown once, at its making. */
export const Token = z.object({
  id: z.string(),
  name: z.string(),
  /** How it begins, to recognise it by. */
  hint: z.string(),
  access: z.enum(ACCESSES),
  state: z.enum(TOKEN_STATES),
  /** As whom it acts, per system. */
  accounts: z.array(z.object({ source: Source, userName: z.string() })),
  createdAt: z.string(),
  expiresAt: z.string(),
  /** To the minute; null when it was never used. */
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type Token = z.infer<typeof Token>;

export const ListTokensResult = z.object({ rows: z.array(Token) });
export type ListTokensResult = z.infer<typeof ListTokensResult>;

export const CreateToken = z.strictObject({
  /** Unique among the person's living tokens, whatever the letters' case. */
  name: z.string().trim().min(1).max(80),
  days: z.number().int().min(1).max(TOKEN_DAYS_MAX),
  access: z.enum(ACCESSES),
});
export type CreateToken = z.infer<typeof CreateToken>;

/** `secret` goes behind `Authorization: Bearer`; nobody can ask for it again. */
export const CreateTokenResult = z.object({ token: Token, secret: z.string() });
export type CreateTokenResult = z.infer<typeof CreateTokenResult>;
