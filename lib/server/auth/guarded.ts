import "server-only";
import { UpstreamAuthError } from "@/lib/server/upstream/errors";
import type { UpstreamActor } from "@/lib/server/upstream/port";
import { guardDesk } from "./guard-desk";
import { guardTicketDesk } from "./guard-ticket-desk";

/** What has to hear how the calls of a session ended. */
export interface SessionWatch {
  onAnswer(): Promise<void>;
  /** The source no longer accepts it. */
  onEnd(): Promise<void>;
  /** Hears what the two could not do: a call that the source answered is answered. */
  onFault(error: unknown): void;
}

/** Watches every call of an actor for its end and its answers; `afterRead` may refuse what was read. */
export function guarded(
  actor: UpstreamActor,
  watch: SessionWatch,
  afterRead?: () => Promise<void>,
): UpstreamActor {
  const through =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      try {
        const result = await call(...args);
        await watch.onAnswer().catch(watch.onFault);
        return result;
      } catch (error) {
        if (error instanceof UpstreamAuthError) await watch.onEnd().catch(watch.onFault);
        throw error;
      }
    };
  const reading = <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) => {
    const watched = through(call);
    if (!afterRead) return watched;
    return async (...args: Args): Promise<Result> => {
      const result = await watched(...args);
      await afterRead();
      return result;
    };
  };
  const { addons, forms, readOrganizations, switchOrganization, barcodes, devices, extras } = actor;
  const { work, ticketFiles, ticketForms } = actor;
  return {
    touch: through(actor.touch.bind(actor)),
    readTicket: reading(actor.readTicket.bind(actor)),
    readDeviceRecord: reading(actor.readDeviceRecord.bind(actor)),
    readParts: reading(actor.readParts.bind(actor)),
    readCi: reading(actor.readCi.bind(actor)),
    readRelations: reading(actor.readRelations.bind(actor)),
    comment: through(actor.comment.bind(actor)),
    assign: through(actor.assign.bind(actor)),
    setStatus: through(actor.setStatus.bind(actor)),
    setPriority: through(actor.setPriority.bind(actor)),
    setCategory: through(actor.setCategory.bind(actor)),
    setDue: through(actor.setDue.bind(actor)),
    moveQueue: through(actor.moveQueue.bind(actor)),
    close: through(actor.close.bind(actor)),
    ...(actor.addLink && { addLink: through(actor.addLink.bind(actor)) }),
    ...(actor.tickets && { tickets: guardTicketDesk(actor.tickets, { through, reading }) }),
    ...(forms && {
      forms: {
        ...forms,
        read: reading(forms.read.bind(forms)),
        choices: reading(forms.choices.bind(forms)),
        send: through(forms.send.bind(forms)),
      },
    }),
    ...(ticketForms && {
      ticketForms: {
        ...ticketForms,
        read: reading(ticketForms.read.bind(ticketForms)),
        templates: reading(ticketForms.templates.bind(ticketForms)),
        blank: reading(ticketForms.blank.bind(ticketForms)),
        choices: reading(ticketForms.choices.bind(ticketForms)),
        findRecent: reading(ticketForms.findRecent.bind(ticketForms)),
        send: through(ticketForms.send.bind(ticketForms)),
        create: through(ticketForms.create.bind(ticketForms)),
      },
    }),
    ...(barcodes && {
      barcodes: {
        list: reading(barcodes.list.bind(barcodes)),
        find: reading(barcodes.find.bind(barcodes)),
        add: through(barcodes.add.bind(barcodes)),
        change: through(barcodes.change.bind(barcodes)),
        remove: through(barcodes.remove.bind(barcodes)),
      },
    }),
    ...(devices && { devices: guardDesk(devices, { through, reading }) }),
    ...(work && {
      work: { add: through(work.add.bind(work)), remove: through(work.remove.bind(work)) },
    }),
    ...(ticketFiles && {
      ticketFiles: {
        ...ticketFiles,
        ...(ticketFiles.remove && { remove: through(ticketFiles.remove.bind(ticketFiles)) }),
      },
    }),
    ...(extras && {
      extras: {
        readCustomValues: reading(extras.readCustomValues.bind(extras)),
        readFiles: reading(extras.readFiles.bind(extras)),
      },
    }),
    ...(readOrganizations && { readOrganizations: through(readOrganizations.bind(actor)) }),
    ...(switchOrganization && { switchOrganization: through(switchOrganization.bind(actor)) }),
    ...(addons && {
      addons: {
        list: through(addons.list.bind(addons)),
        read: through(addons.read.bind(addons)),
        update: through(addons.update.bind(addons)),
        test: through(addons.test.bind(addons)),
        refresh: through(addons.refresh.bind(addons)),
      },
    }),
  };
}
