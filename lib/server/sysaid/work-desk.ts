import "server-only";
import { type Ref, splitRef } from "@/lib/domain/ref";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { WorkDesk } from "@/lib/server/upstream/ticket-work-desk";
import type { Caller } from "./session";

/**
 * Work is a record's activities. The document calls `userId` the user's name, and so does its sample; times are epoch
 * ms, as text in the sample. The total is counted by the server.
 */
export function createWorkDesk(caller: Caller, userName: string | undefined): WorkDesk {
  return {
    async add(ref, { note, startedAt, endedAt }, call) {
      if (userName === undefined) {
        throw new UpstreamRefusal(
          "sysaid",
          "SysAid needs to know whose work it is: sign in again.",
        );
      }
      const body = {
        userId: userName,
        fromTime: String(Date.parse(startedAt)),
        toTime: String(Date.parse(endedAt)),
        description: note,
      };
      await caller.send("sr.addActivity", { path: { id: recordIdOf(ref) }, body }, call);
    },
    async remove(ref, entryId, call) {
      const id = /^work-(\d{1,15})$/.exec(entryId)?.[1];
      if (id === undefined) {
        throw new UpstreamRefusal("sysaid", "SysAid told no number of this activity.");
      }
      const input = { path: { id: recordIdOf(ref) }, body: { id: Number(id) } };
      await caller.send("sr.deleteActivity", input, call);
    },
  };
}

function recordIdOf(ref: Ref): string {
  const parts = splitRef(ref);
  if (parts.source === "sysaid" && parts.entity === "record") return parts.nativeId;
  throw new UpstreamRefusal("sysaid", "This record is not one of SysAid’s.");
}
