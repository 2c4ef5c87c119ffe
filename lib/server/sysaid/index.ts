import "server-only";
import type { Clock } from "@/lib/server/http/clock";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { SysaidSettings, Upstream } from "@/lib/server/upstream/port";
import { createActor, createReader } from "./actor";
import { createAddonDesk } from "./addons";
import { createCarry } from "./carry";
import { createSysaidClient } from "./client";
import { createExaminer } from "./examine";
import { createFilesDesk } from "./files-desk";
import { createFormDesk } from "./forms/form-desk";
import { createTicketFormDesk } from "./forms/ticket-form-desk";
import { createKnowledge } from "./knowledge";
import { createReaders } from "./readers";
import { createServiceCaller, createViewerCaller } from "./session";
import { createTicketDesk } from "./tickets/ticket-desk";
import { createWorkDesk } from "./work-desk";

/**
 * The configured SysAid. Budget, sign-ins and what it has learned of its server are held once, so a process
 * makes one of these.
 * @param options.clock time, for tests
 */
export function createSysaidUpstream(
  settings: SysaidSettings,
  options: { clock?: Clock } = {},
): Upstream {
  const client = createSysaidClient(settings, options);
  const knowledge = createKnowledge(client.clock);
  return {
    source: "sysaid",
    operations: client.operations,
    carry: createCarry(client),
    signIn: (credentials, call) => client.signIn(credentials, call),
    async verifySecondFactor() {
      throw new UpstreamRefusal("sysaid", "SysAid asks for no second factor.");
    },
    // The API has no operation that ends a session; forgetting its cookies is all that can be done, and
    // the server ends it after a time without requests.
    signOut: async () => undefined,
    as(session, onChange) {
      const caller = createViewerCaller(client, session, onChange);
      const actor = createActor(caller, knowledge, session.userName);
      return {
        ...actor,
        tickets: createTicketDesk(caller),
        addons: createAddonDesk(caller),
        forms: createFormDesk(caller, knowledge, client.operations),
        ticketForms: createTicketFormDesk(caller, client.operations),
        work: createWorkDesk(caller, session.userName),
        ticketFiles: createFilesDesk(caller, client.operations),
      };
    },
    service(store) {
      const caller = createServiceCaller(client, settings, store);
      knowledge.directory.readAs(caller);
      return {
        reader: createReader(caller, knowledge),
        readers: createReaders(caller, knowledge),
        examiner: createExaminer(caller, settings.serviceUser, client.version),
      };
    },
    condition: () => client.gateway.condition(),
  };
}
