import "server-only";
import { createBudget } from "@/lib/server/http/budget";
import { createGateway } from "@/lib/server/http/gateway";
import { UpstreamAuthError } from "@/lib/server/upstream/errors";
import type { KaceSettings, Upstream } from "@/lib/server/upstream/port";
import { createActor } from "./actor";
import { createBarcodeDesk } from "./barcode-desk";
import { createCarry } from "./carry";
import { type Send, createSend } from "./client";
import { createClockSource, createNameSource } from "./lookups";
import { createDeviceDesk } from "./desk";
import { createFilesDesk } from "./files-desk";
import { createExaminer, readOrganizations } from "./examine";
import { createFormDesk, createTypeShelf } from "./forms/form-desk";
import { createTicketFormDesk } from "./forms/ticket-form-desk";
import { KACE_OPERATIONS } from "./operations";
import { createMachineExtras } from "./machine-extras";
import { createPartsMemory } from "./read-parts";
import { createReader } from "./reader";
import { createServiceSend } from "./service-session";
import { fingerprintOf, packSession, unpackSession } from "./session";
import { signIn, verifySecondFactor } from "./sign-in";
import { createSyncReaders } from "./sync-readers";
import { createTicketDesk, createTicketDeskMemory } from "./tickets/ticket-desk";
import { createWorkDesk } from "./work-desk";

/** Requests under way at once. The appliance tells no limit; its answer time suffers first. */
const CONCURRENCY = 6;

/** The KACE appliance of the settings. */
export function createKaceUpstream(settings: KaceSettings): Upstream {
  const budget = createBudget({ source: "kace", concurrency: CONCURRENCY });
  const { url: baseUrl, ca } = settings;
  const gateway = createGateway({ source: "kace", baseUrl, ca, budget });
  const clocks = createClockSource(settings.timeZone);
  const names = createNameSource();
  const lookups = { clocks, names, parts: createPartsMemory() };
  const shelf = createTypeShelf();
  const deskMemory = createTicketDeskMemory();
  const port = { gateway, learn: clocks.learn };

  return {
    source: "kace",
    operations: KACE_OPERATIONS,
    carry: createCarry(gateway),
    signIn(credentials, call) {
      const organization = credentials.organization ?? settings.organization;
      const asked = { ...credentials, ...(organization === null ? {} : { organization }) };
      return signIn(port, asked, call);
    },
    verifySecondFactor: (packed, code, call) =>
      verifySecondFactor(port, unpackSession(packed), code, call),
    async signOut(packed, call) {
      try {
        await createSend(gateway, unpackSession(packed))("security.logout", {}, call);
      } catch (error) {
        // An ended session, or the sign-in page after the end of this one: both are what was wanted.
        if (!(error instanceof UpstreamAuthError)) throw error;
      }
    },
    as(packed, onChange) {
      const session = unpackSession(packed);
      const sendPlain = createSend(gateway, session);
      let before = fingerprintOf(session);
      const send: Send = async (id, filling, call) => {
        const answer = await sendPlain(id, filling, call);
        const after = fingerprintOf(session);
        if (after !== before) onChange?.(packSession(session));
        before = after;
        return answer;
      };
      const actor = createActor(send, createReader(send, lookups), clocks);
      return {
        ...actor,
        tickets: createTicketDesk(send, clocks, deskMemory),
        barcodes: createBarcodeDesk(send),
        devices: createDeviceDesk(send),
        extras: createMachineExtras(send),
        forms: createFormDesk(send, lookups, shelf),
        work: createWorkDesk(send, clocks),
        ticketFiles: createFilesDesk(),
        ticketForms: createTicketFormDesk(send, lookups),
        readOrganizations: (call) => readOrganizations(send, call),
        async switchOrganization(id, call) {
          await send("organizations.switch_to", { path: { id } }, call);
        },
      };
    },
    service(store) {
      const send = createServiceSend(gateway, settings, store);
      return {
        reader: createReader(send, lookups),
        readers: createSyncReaders(send, clocks, names),
        examiner: createExaminer(send),
      };
    },
    condition: () => gateway.condition(),
  };
}
