import { z } from "zod";
import { SourceStatesSchema } from "./list";

/** One bar or slice; `href` opens exactly the rows that it counts. */
export const Bar = z.object({
  key: z.string(),
  label: z.string(),
  count: z.number().int(),
  href: z.string(),
});
export type Bar = z.infer<typeof Bar>;

/** One day of the ticket trend (UTC). Days without tickets are zero, not absent. */
export const TrendDay = z.object({
  day: z.string(),
  created: z.number().int(),
  closed: z.number().int(),
  /** Open at the end of the day. */
  backlog: z.number().int(),
});
export type TrendDay = z.infer<typeof TrendDay>;

export const Metrics = z.object({
  openTickets: z.number().int(),
  newToday: z.number().int(),
  closedToday: z.number().int(),
  overdue: z.number().int(),
  unassigned: z.number().int(),
  awaitsApproval: z.number().int(),
  devices: z.number().int(),
  staleDevices: z.number().int(),
  trend: z.array(TrendDay),
  backlogByAge: z.array(Bar),
  openByPriority: z.array(Bar),
  openByQueue: z.array(Bar),
  devicesByOs: z.array(Bar),
  devicesByCheckIn: z.array(Bar),
});
export type Metrics = z.infer<typeof Metrics>;

export const MetricsQuery = z.strictObject({
  days: z.coerce.number().int().min(7).max(366).default(30),
});

/** Something that happened in the index lately, for "what changed". */
export const ChangeRow = z.object({
  id: z.number().int(),
  at: z.string(),
  ref: z.string(),
  href: z.string(),
  title: z.string(),
  what: z.string(),
});
export type ChangeRow = z.infer<typeof ChangeRow>;

export const HomeResult = z.object({
  metrics: Metrics,
  mine: z.object({
    open: z.number().int(),
    overdue: z.number().int(),
    requested: z.number().int(),
    devices: z.number().int(),
  }),
  changes: z.array(ChangeRow),
  sources: SourceStatesSchema,
});
export type HomeResult = z.infer<typeof HomeResult>;

/** What a wall shows: aggregates only. */
export const WallResult = z.object({
  name: z.string(),
  metrics: Metrics,
  sources: SourceStatesSchema,
  asOf: z.string(),
});
export type WallResult = z.infer<typeof WallResult>;

/** A wall link as administrators list it; the token itself is shown once, at its making. */
export const WallLink = z.object({
  id: z.string(),
  name: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type WallLink = z.infer<typeof WallLink>;
export const ListWallLinksResult = z.object({ rows: z.array(WallLink) });
export const CreateWallLink = z.strictObject({ name: z.string().trim().min(1).max(80) });
export const CreateWallLinkResult = z.object({ link: WallLink, path: z.string() });

export const TeamMember = z.object({
  personId: z.string(),
  name: z.string(),
  department: z.string().nullable(),
  /** Steps below the viewer: 1 reports directly. */
  level: z.number().int(),
  managerName: z.string().nullable(),
  /** The manager's `personId`, when the viewer may know of them. */
  managerId: z.string().nullable(),
  sources: z.array(z.enum(["kace", "sysaid"])),
  devices: z.number().int(),
  openTickets: z.number().int(),
  overdueTickets: z.number().int(),
  awaitsApproval: z.number().int(),
  /** Any account ref of the person, for filters. */
  refs: z.array(z.string()),
});
export type TeamMember = z.infer<typeof TeamMember>;
export const TeamResult = z.object({
  members: z.array(TeamMember),
  totals: z.object({
    people: z.number().int(),
    devices: z.number().int(),
    openTickets: z.number().int(),
    overdueTickets: z.number().int(),
    awaitsApproval: z.number().int(),
  }),
  sources: SourceStatesSchema,
});
export type TeamResult = z.infer<typeof TeamResult>;

/** How far filling the index is, for progress bars. */
export const SyncProgress = z.object({
  steps: z.array(
    z.object({
      source: z.enum(["kace", "sysaid"]),
      entity: z.string(),
      done: z.number().int(),
      total: z.number().int().nullable(),
      finished: z.boolean(),
      background: z.boolean(),
      error: z.string().nullable(),
    }),
  ),
  /** The first full picture stands. */
  ready: z.boolean(),
});
export type SyncProgress = z.infer<typeof SyncProgress>;

export const HealthResult = z.object({
  status: z.enum(["ok", "starting", "degraded"]),
  version: z.string(),
  sources: SourceStatesSchema,
  index: z.object({ tickets: z.number().int(), devices: z.number().int(), cis: z.number().int() }),
  sync: SyncProgress,
});
export type HealthResult = z.infer<typeof HealthResult>;
