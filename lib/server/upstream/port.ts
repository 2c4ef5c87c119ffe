import "server-only";
import type { Ci, CiRelation, CiRelationType } from "@/lib/domain/ci";
import type { DeviceRecord } from "@/lib/domain/device";
import type { DeviceParts } from "@/lib/domain/device-parts";
import type { InventoryItem } from "@/lib/domain/inventory-item";
import type { License, SoftwareUse } from "@/lib/domain/inventory/license";
import type { Account, AccountRole } from "@/lib/domain/person";
import type { Queue } from "@/lib/domain/queue";
import type { Ref } from "@/lib/domain/ref";
import type { SoftwareTitle } from "@/lib/domain/software";
import type { Source } from "@/lib/domain/source";
import type { Ticket, TicketEvent } from "@/lib/domain/ticket";
import type { ViewerAccount } from "@/lib/domain/viewer";
import type { BarcodeDesk } from "./barcode-desk";
import type { FormDesk } from "./form-desk";
import type { DeviceDesk } from "./device-desk";
import type { TicketFormDesk } from "./ticket-form-desk";
import type { MachineExtras } from "./machine-extras";
import type { OperationRow } from "./operation";
import type { TicketDesk } from "./ticket-desk";
import type { TicketFilesDesk } from "./ticket-files-desk";
import type { WorkDesk } from "./ticket-work-desk";

// What the rest of the server knows of an upstream. lib/server/kace and lib/server/sysaid each give
// one Upstream; use-cases and sync never name a vendor. All methods may throw the errors of ./errors.

/** Who waits for an answer. A source's request budget serves people first, sweeps last. */
export const PRIORITIES = ["person", "refresh", "delta", "sweep"] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface Call {
  priority: Priority;
  signal?: AbortSignal;
  /** Ends only the waiting for a turn, with its own reason; what is on its way already goes on. */
  turnSignal?: AbortSignal;
}

/** An upstream session as the vault keeps it: everything that makes the next request this person's. Secret. */
export interface UpstreamSession {
  source: Source;
  /** tough-cookie's serialised jar, as JSON text. */
  cookies: string;
  /** Headers that the login answer asked to be echoed (CSRF, authorisation). */
  headers: Record<string, string>;
  /** KACE organisation as asked for at sign-in. */
  organization: string | null;
  /** Who signed in, where a write must name its author (SysAid's notes). */
  userName?: string;
}

export interface Credentials {
  userName: string;
  password: string;
  organization?: string;
}

export type SignInResult =
  | { outcome: "connected"; session: UpstreamSession; account: ViewerAccount }
  | { outcome: "second_factor"; session: UpstreamSession }
  | { outcome: "refused" };

/** One page of a reading. "More pages but no cursor" cannot be written. `total` where the source tells it. */
export type Page<Row> =
  | { done: false; rows: Row[]; cursor: Cursor; total: number | null }
  | { done: true; rows: Row[]; total: number | null };
/** Opaque to the engine; JSON, so that it survives a restart. */
export type Cursor = Record<string, unknown>;

/** A thing of the inventory, and the device records that it names itself; `null` where it names none. */
export interface InventoryEntry {
  item: InventoryItem;
  recordRefs: Ref[] | null;
}

/** Entities that are read as lists, and what a row of each is. */
export interface SyncRows {
  accounts: Account;
  queues: Queue;
  machines: DeviceRecord;
  assets: DeviceRecord;
  tickets: Ticket;
  /** A CI, and the device record that it is when it stands for a machine. */
  cis: { ci: Ci; record: DeviceRecord | null };
  software: SoftwareTitle;
  relationTypes: CiRelationType;
  nodes: InventoryEntry;
  operatingSystems: InventoryEntry;
  processes: InventoryEntry;
  services: InventoryEntry;
  startupPrograms: InventoryEntry;
  managedInstalls: InventoryEntry;
  scripts: InventoryEntry;
  assetTypes: InventoryEntry;
  licenses: License;
  /** One device record with the programs that are metered on it. */
  softwareUse: SoftwareUse;
}
export type SyncEntity = keyof SyncRows;

export interface SyncReader<Entity extends SyncEntity = SyncEntity> {
  entity: Entity;
  /** Reads the whole entity, page by page. Pages may repeat rows; readers stop at a page without new ids. */
  readPage(cursor: Cursor | undefined, call: Call): Promise<Page<SyncRows[Entity]>>;
  /** Reads what changed since (ISO, UTC). Absent where the source cannot tell. */
  readChangedSince?(
    since: string,
    cursor: Cursor | undefined,
    call: Call,
  ): Promise<Page<SyncRows[Entity]>>;
}

/** Where the service account's session is kept over restarts (SysAid allows two sign-ins in five minutes). */
export interface SessionStore {
  load(): Promise<UpstreamSession | null>;
  save(session: UpstreamSession | null): Promise<void>;
}

/** Reads with a session. The service reader signs itself in (once per expiry); a viewer's reader throws UpstreamAuthError. */
export interface UpstreamReader {
  /** The cheapest call that tells whether the session still stands, and restarts its idle clock. */
  touch(call: Call): Promise<void>;
  /** The ticket and its conversation, or null when the source does not show it to this session. */
  readTicket(ref: Ref, call: Call): Promise<{ ticket: Ticket; events: TicketEvent[] } | null>;
  readDeviceRecord(ref: Ref, call: Call): Promise<DeviceRecord | null>;
  /** What hangs on one device record, with its installed software; null where the source has no such record. */
  readParts(ref: Ref, call: Call): Promise<DeviceParts | null>;
  readCi(ref: Ref, call: Call): Promise<SyncRows["cis"] | null>;
  /** Outgoing relations of a CI. */
  readRelations(ref: Ref, call: Call): Promise<CiRelation[]>;
}

/** Adds the verbs of a ticket. A write is sent once: never repeated on a timeout or reset. */
export interface UpstreamActor extends UpstreamReader {
  comment(ref: Ref, comment: { text: string; internal: boolean }, call: Call): Promise<void>;
  assign(ref: Ref, assigneeRef: Ref | null, call: Call): Promise<void>;
  setStatus(ref: Ref, statusId: string, call: Call): Promise<void>;
  setPriority(ref: Ref, priorityId: string, call: Call): Promise<void>;
  /** By the id that the queue's list of categories tells. */
  setCategory(ref: Ref, categoryId: string, call: Call): Promise<void>;
  /** ISO in UTC, or `null` for no due date. */
  setDue(ref: Ref, dueAt: string | null, call: Call): Promise<void>;
  /** What else changes there (owner, priority, category), the source decides. */
  moveQueue(ref: Ref, queueRef: Ref, call: Call): Promise<void>;
  /** Status and solution in one request. */
  close(ref: Ref, closing: Closing, call: Call): Promise<void>;
  /** Adds an address to a ticket, once: one that stands there already stays as it is. Absent where tickets keep none. */
  addLink?(ref: Ref, link: { name: string; address: string }, call: Call): Promise<void>;
  /** The rarer acts of tickets; a person's session alone has them. */
  tickets?: TicketDesk;
  /** Absent where the source has no add-ons. */
  addons?: AddonDesk;
  /** The forms of the source's own records; a person's session alone has them. */
  forms?: FormDesk;
  /** The forms of tickets, and new tickets; a person's session alone has them. */
  ticketForms?: TicketFormDesk;
  /** The barcodes of assets; absent where the source keeps none. */
  barcodes?: BarcodeDesk;
  /** What can be done to machines; absent where the source does nothing to them. */
  devices?: DeviceDesk;
  /** What is told of machines on demand alone; absent where the source has no such. */
  extras?: MachineExtras;
  /** Time spent on tickets; a person's session alone has it. */
  work?: WorkDesk;
  /** Files of tickets; a person's session alone has them. */
  ticketFiles?: TicketFilesDesk;
  /** The organisations that the person may work in; absent where the source has no such. */
  readOrganizations?(call: Call): Promise<Organizations>;
  /** Has the session work in another of them. What it came to, {@link UpstreamActor.readOrganizations} tells. */
  switchOrganization?(id: string, call: Call): Promise<void>;
}

/** How a ticket is closed. */
export interface Closing {
  /** `null`: the source's own closing status. Refused where the source has none such. */
  statusId: string | null;
  /** What solved it; `null` leaves what stands there. */
  solution: string | null;
}

/** `currentId` is `null` where the source does not tell it. */
export interface Organizations {
  currentId: string | null;
  all: { id: string; name: string }[];
}

/** Something that the source's administrators switch on beside its own functions. */
export interface Addon {
  name: string;
  title: string;
  description: string | null;
  /** The vendor's grouping. */
  kind: string | null;
  version: string | null;
  active: boolean;
  /** `false`: it does nothing by itself, the vendor's people bring it. */
  implemented: boolean;
  /** An http(s) address with more about it. */
  link: string | null;
}

/** A value that an add-on works with. */
export interface AddonParameter {
  name: string;
  description: string | null;
  type: string;
  /** What the source holds. Of a secret one it must not leave the server. */
  value: string;
  mandatory: boolean;
  editable: boolean;
  secret: boolean;
}

/** What is sent of an add-on; parameters that are not named stay as they are. */
export interface AddonChange {
  active: boolean;
  parameters: readonly { name: string; value: string }[];
}

/** A source's add-ons, as the person whose session it is. Writes resolve with the source's own words, if any. */
export interface AddonDesk {
  list(call: Call): Promise<Addon[]>;
  read(name: string, call: Call): Promise<{ addon: Addon; parameters: AddonParameter[] } | null>;
  update(name: string, change: AddonChange, call: Call): Promise<string | null>;
  /** Has the source try its connection with these values; keeps nothing. Throws when it fails. */
  test(name: string, change: AddonChange, call: Call): Promise<string | null>;
  /** Has the source read its list anew from the vendor. */
  refresh(call: Call): Promise<string | null>;
}

/** What a source tells of itself and of the account that asks. `null`: not told. */
export interface Introduction {
  userName: string | null;
  role: AccountRole | null;
  version: string | null;
  /** IANA zone of its clock, where its times need one. */
  timeZone: string | null;
  /** The organisation that the account is in, where the source has such. */
  organization: string | null;
}

/** Finds out how the service account stands: each look is one or two cheap requests. */
export interface ServiceExaminer {
  introduce(call: Call): Promise<Introduction>;
  /** The organisations of the service account; absent where the source has no such. */
  readOrganizations?(call: Call): Promise<Organizations>;
  /** One for each list that the sync reads. */
  probes: readonly {
    entity: SyncEntity;
    /** How many rows the account sees; `null` where counting would cost more than a look. Throws what the source refuses. */
    look(call: Call): Promise<number | null>;
  }[];
}

/** How the way to a source stands. Times are epoch ms. */
export interface UpstreamCondition {
  breakerOpenUntil: number | null;
  blockedUntil: number | null;
  /** Requests of the vendor's window, or of the last minute where there is none. */
  recentCalls: number;
  callsPerMinute: number;
  limit: { calls: number; windowMs: number } | null;
  running: number;
  waiting: number;
  /** Answers of the last hour that said "too many requests". */
  tooMany: { lastHour: number; lastAt: number | null };
  /** How far the source's clock runs ahead of ours, and how sure that is. */
  clock: { skewMs: number; uncertaintyMs: number; at: number } | null;
}

/** One operation on its way through. Nothing of it is understood but what its row says. */
export interface Carriage {
  row: OperationRow;
  /** Encoded, below the configured address. */
  path: string;
  /** Encoded, without "?". */
  query: string;
  /** Of the caller, as far as a source may hear of them. */
  headers: Record<string, string>;
  body: ReadableStream<Uint8Array> | null;
  /** Whose it is; `null` goes with an empty session that is thrown away afterwards. */
  session: UpstreamSession | null;
  /** Receives the session when the source renewed it. */
  onChange?: (session: UpstreamSession) => void;
}

/** An answer below 400, its body still to come. `body` must be read to its end or cancelled. */
export interface CarriedAnswer {
  status: number;
  headers: { get(name: string): string | null };
  body: ReadableStream<Uint8Array> | null;
}

/** One configured upstream. */
export interface Upstream {
  source: Source;
  /** Everything that the source's documents offer. Nothing else is ever carried. */
  operations: readonly OperationRow[];
  /**
   * Carries one operation with streams for bodies, once. Nothing of the source's own headers is left out of the
   * answer: the caller chooses what goes on.
   * @throws UpstreamAuthError also when a sign-in page comes in place of an answer; what reading the body throws
   */
  carry(carriage: Carriage, call: Call): Promise<CarriedAnswer>;
  signIn(credentials: Credentials, call: Call): Promise<SignInResult>;
  /** Completes a sign-in that answered `second_factor`. */
  verifySecondFactor(session: UpstreamSession, code: string, call: Call): Promise<SignInResult>;
  signOut(session: UpstreamSession, call: Call): Promise<void>;
  /** Acts as the person whose session it is. `onChange` receives the session when the source renewed it. */
  as(session: UpstreamSession, onChange?: (session: UpstreamSession) => void): UpstreamActor;
  /** Reads as the service account of the settings. */
  service(store: SessionStore): {
    reader: UpstreamReader;
    readers: SyncReader[];
    examiner: ServiceExaminer;
  };
  /** Budget, breaker and clock as they stand, for the health of a source. Costs no request. */
  condition(): UpstreamCondition;
}

/** What a source's settings come to. */
export interface UpstreamSettings {
  url: string;
  serviceUser: string;
  servicePassword: string;
  /** PEM text of a private certificate authority. */
  ca: string | null;
}
export interface KaceSettings extends UpstreamSettings {
  organization: string | null;
  /** IANA zone of the appliance's clock. */
  timeZone: string | null;
}
export interface SysaidSettings extends UpstreamSettings {
  accountId: string | null;
  /** Paths by operation id, in place of those that the vendor's document leaves open. */
  paths?: Readonly<Partial<Record<string, string>>>;
}
