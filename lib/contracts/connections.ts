import { z } from "zod";
import { ACCOUNT_ROLES } from "@/lib/domain/person";
import { Source, SourceState } from "@/lib/domain/source";

/** What a look at one list of a source came to. */
export const RIGHT_VERDICTS = ["reads", "empty", "refused", "unknown"] as const;

/** One list of the sync, and whether the service account may read it. */
export const ReadingRight = z.object({
  entity: z.string(),
  /** What people call its rows. */
  label: z.string(),
  verdict: z.enum(RIGHT_VERDICTS),
  /** How many rows it sees, where the source tells. */
  count: z.number().int().nullable(),
  /** The source's words of refusal, or why it could not be found out. */
  reason: z.string().nullable(),
});
export type ReadingRight = z.infer<typeof ReadingRight>;

/** What the address shows of itself. `plain`: http, so there is nothing to show. */
export const CertificateFacts = z.discriminatedUnion("state", [
  z.object({ state: z.literal("plain") }),
  z.object({ state: z.literal("unread"), reason: z.string() }),
  z.object({
    state: z.literal("read"),
    trusted: z.boolean(),
    /** Why it is not trusted, in words. */
    reason: z.string().nullable(),
    subject: z.string().nullable(),
    issuer: z.string().nullable(),
    names: z.array(z.string()),
    validUntil: z.string().nullable(),
    selfSigned: z.boolean(),
    /** Checked against the authority of the settings rather than the usual ones. */
    privateAuthority: z.boolean(),
  }),
]);
export type CertificateFacts = z.infer<typeof CertificateFacts>;

/** What the latest test of a connection found; kept for everybody until the next one. */
export const ConnectionTest = z.object({
  at: z.string(),
  tookMs: z.number().int(),
  /** Who pressed the button. */
  by: z.string(),
  /** `limited`: it works, and not everything may be read or was told. */
  outcome: z.enum(["passed", "limited", "failed"]),
  /** Why it failed, in words; `null` unless it did. */
  failure: z.string().nullable(),
  userName: z.string().nullable(),
  role: z.enum(ACCOUNT_ROLES).nullable(),
  organization: z.string().nullable(),
  version: z.string().nullable(),
  timeZone: z.string().nullable(),
  certificate: CertificateFacts,
  rights: z.array(ReadingRight),
});
export type ConnectionTest = z.infer<typeof ConnectionTest>;

/** How much of the request budget this instance has used. */
export const BudgetFacts = z.object({
  callsPerMinute: z.number().int(),
  recentCalls: z.number().int(),
  limit: z.object({ calls: z.number().int(), windowMs: z.number().int() }).nullable(),
  running: z.number().int(),
  waiting: z.number().int(),
  tooManyLastHour: z.number().int(),
  tooManyLastAt: z.string().nullable(),
  blockedUntil: z.string().nullable(),
  breakerOpenUntil: z.string().nullable(),
});
export type BudgetFacts = z.infer<typeof BudgetFacts>;

/**
 * `differs`: the settings name another zone than the source tells. `untold`: nobody names one. `not_asked`: the
 * settings name none, and no test has asked the source yet.
 */
export const ZONE_VERDICTS = ["agrees", "differs", "untold", "not_asked", "not_needed"] as const;

/** Where the reading of one list stands. */
export const ListStanding = z.object({
  entity: z.string(),
  label: z.string(),
  phase: z.enum(["never", "idle", "reading", "applying", "resting", "backing_off", "suspect"]),
  rows: z.number().int(),
  total: z.number().int().nullable(),
  lastOkAt: z.string().nullable(),
  lastWholeAt: z.string().nullable(),
  error: z.string().nullable(),
  errorAt: z.string().nullable(),
});
export type ListStanding = z.infer<typeof ListStanding>;

/** All that is known of one source's connection. Reading it asks the source nothing. */
export const ConnectionStatus = z.object({
  source: Source,
  configured: z.boolean(),
  /** Host and port alone. */
  host: z.string().nullable(),
  secure: z.boolean(),
  userName: z.string().nullable(),
  organization: z.string().nullable(),
  version: z.string().nullable(),
  state: SourceState,
  /** The source's clock beside ours: positive when it is ahead. */
  clock: z.object({ skewMs: z.number(), uncertaintyMs: z.number(), at: z.string() }).nullable(),
  timeZone: z.object({
    verdict: z.enum(ZONE_VERDICTS),
    configured: z.string().nullable(),
    told: z.string().nullable(),
    inUse: z.string().nullable(),
  }),
  budget: BudgetFacts.nullable(),
  lists: z.array(ListStanding),
  index: z.array(z.object({ label: z.string(), count: z.number().int() })),
  test: ConnectionTest.nullable(),
  /** A test that is under way, whoever began it. */
  testing: z
    .object({ startedAt: z.string(), done: z.number().int(), total: z.number().int() })
    .nullable(),
});
export type ConnectionStatus = z.infer<typeof ConnectionStatus>;

export const ConnectionsResult = z.object({
  at: z.string(),
  connections: z.array(ConnectionStatus),
});
export type ConnectionsResult = z.infer<typeof ConnectionsResult>;

/** One add-on in a list. */
export const AddonRow = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  kind: z.string().nullable(),
  version: z.string().nullable(),
  active: z.boolean(),
  /** `false`: the vendor's people bring it; it cannot be switched on from here. */
  implemented: z.boolean(),
  link: z.string().nullable(),
});
export type AddonRow = z.infer<typeof AddonRow>;

/** A value that an add-on works with. A secret one comes without its value. */
export const AddonField = z.object({
  name: z.string(),
  description: z.string().nullable(),
  type: z.string(),
  /** `null` for a secret. */
  value: z.string().nullable(),
  secret: z.boolean(),
  /** The source holds a value, shown or not. */
  isSet: z.boolean(),
  mandatory: z.boolean(),
  editable: z.boolean(),
});
export type AddonField = z.infer<typeof AddonField>;

export const AddonDetail = AddonRow.extend({ fields: z.array(AddonField) });
export type AddonDetail = z.infer<typeof AddonDetail>;

export const AddonsResult = z.object({
  addons: z.array(AddonRow),
  /** The source's own words about a refresh, where it says any. */
  message: z.string().nullable(),
});
export type AddonsResult = z.infer<typeof AddonsResult>;

const FieldValues = z
  .array(z.strictObject({ name: z.string().min(1).max(200), value: z.string().max(10_000) }))
  .max(200);
/** Only what was typed: a field that is not named stays as the source has it. */
export const AddonWrite = z.strictObject({ active: z.boolean(), values: FieldValues });
export type AddonWrite = z.infer<typeof AddonWrite>;
export const AddonTry = z.strictObject({ values: FieldValues });
export type AddonTry = z.infer<typeof AddonTry>;

export const AddonOutcome = z.object({
  addon: AddonDetail,
  /** The source's own words, where it says any. */
  message: z.string().nullable(),
});
export type AddonOutcome = z.infer<typeof AddonOutcome>;

/** The organisations that the viewer's account may work in. */
export const OrganizationsResult = z.object({
  /** The organisation that Sightline's index holds; `null`: neither the source nor the settings tell. */
  held: z.string().nullable(),
  organizations: z.array(z.object({ id: z.string(), name: z.string(), current: z.boolean() })),
});
export type OrganizationsResult = z.infer<typeof OrganizationsResult>;

/** The organisation to work in from now on. */
export const OrganizationChoice = z.strictObject({ id: z.string().min(1).max(100) });
export type OrganizationChoice = z.infer<typeof OrganizationChoice>;
