import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { AccountRole } from "@/lib/domain/person";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Access } from "@/lib/domain/viewer";
import { at } from "./columns";

// What Sightline owns itself: sealed upstream sessions, wall links, the audit of writes.

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A signed-in person's entry; our cookie holds its id and nothing else. */
export const vault = pgTable("vault", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  createdAt: at("created_at").notNull(),
  lastUsedAt: at("last_used_at").notNull(),
  expiresAt: at("expires_at").notNull(),
});

/** One upstream session of a vault entry: cookies and tokens, sealed with a key from AUTH_SECRET. */
export const vaultSessions = pgTable(
  "vault_sessions",
  {
    vaultId: text("vault_id")
      .notNull()
      .references(() => vault.id, { onDelete: "cascade" }),
    source: text("source").$type<Source>().notNull(),
    sealed: bytea("sealed").notNull(),
    accountRef: text("account_ref").$type<Ref>().notNull(),
    userName: text("user_name").notNull(),
    fullName: text("full_name").notNull(),
    email: text("email"),
    role: text("role").$type<AccountRole>().notNull(),
    isManager: boolean("is_manager").notNull(),
    organization: text("organization"),
    /** The organisation that the session works in while it is not the one that the index holds. */
    awayIn: text("away_in"),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    /** Set when the upstream refused the session; the row stays to say as whom and since when. */
    endedAt: at("ended_at"),
    endedReason: text("ended_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.vaultId, t.source] }),
    index("vault_sessions_account").on(t.source, t.accountRef),
  ],
);

/** A KACE sign-in that waits for its second factor; sealed like a session, short-lived. */
export const pendingSignIns = pgTable("pending_sign_ins", {
  id: text("id").primaryKey(),
  source: text("source").$type<Source>().notNull(),
  sealed: bytea("sealed").notNull(),
  userName: text("user_name").notNull(),
  expiresAt: at("expires_at").notNull(),
});

/** A finished sign-in that waits for its cookie: exchanged once, within a minute. `id` is the token's hash. */
export const grants = pgTable("grants", {
  id: text("id").primaryKey(),
  vaultId: text("vault_id")
    .notNull()
    .references(() => vault.id, { onDelete: "cascade" }),
  expiresAt: at("expires_at").notNull(),
});

/** Sign-in tries, by what they were counted under (a keyed hash; never a name). */
export const signInTries = pgTable(
  "sign_in_tries",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /** Keyed hash of source and user name, or of the client's address. */
    bucket: text("bucket").notNull(),
    at: at("at").notNull(),
    ok: boolean("ok").notNull(),
  },
  (t) => [index("sign_in_tries_bucket").on(t.bucket, t.at)],
);

/** Read-only links for televisions. Only the token's hash is kept. */
export const wallLinks = pgTable(
  "wall_links",
  {
    id: text("id").primaryKey(),
    tokenHash: text("token_hash").notNull(),
    name: text("name").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: at("created_at").notNull(),
    lastUsedAt: at("last_used_at"),
    revokedAt: at("revoked_at"),
  },
  (t) => [uniqueIndex("wall_links_token").on(t.tokenHash)],
);

/** A person's tokens for scripts. Only a token's hash is kept, and its first characters to recognise it by. */
export const tokens = pgTable(
  "tokens",
  {
    id: text("id").primaryKey(),
    tokenHash: text("token_hash").notNull(),
    hint: text("hint").notNull(),
    name: text("name").notNull(),
    access: text("access").$type<Access>().notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    lastUsedAt: at("last_used_at"),
    revokedAt: at("revoked_at"),
  },
  (t) => [uniqueIndex("tokens_hash").on(t.tokenHash)],
);

/**
 * The accounts that a token acts as: those that its maker was signed in to. The user name stands beside the
 * ref because a ref means somebody else once a source's setting names another server or organisation.
 */
export const tokenAccounts = pgTable(
  "token_accounts",
  {
    tokenId: text("token_id")
      .notNull()
      .references(() => tokens.id, { onDelete: "cascade" }),
    source: text("source").$type<Source>().notNull(),
    accountRef: text("account_ref").$type<Ref>().notNull(),
    userName: text("user_name").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tokenId, t.source] }),
    index("token_accounts_account").on(t.accountRef),
  ],
);

/** `unknown`: it was sent and no answer came. */
export const AUDIT_OUTCOMES = ["ok", "refused", "failed", "unknown"] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** Every write that went or tried to go upstream, and every administrative act here. */
export const audit = pgTable(
  "audit",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: at("at").notNull(),
    who: text("who").notNull(),
    accountRef: text("account_ref").$type<Ref>(),
    operation: text("operation").notNull(),
    target: text("target"),
    outcome: text("outcome").$type<AuditOutcome>().notNull(),
    requestId: text("request_id").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull(),
  },
  (t) => [index("audit_target").on(t.target, t.id), index("audit_at").on(sql`${t.at} desc`)],
);

/** Small server-wide facts, such as the counters that must survive a restart. */
export const counters = pgTable("counters", {
  name: text("name").primaryKey(),
  value: integer("value").notNull(),
  data: jsonb("data"),
  updatedAt: at("updated_at").notNull(),
});
