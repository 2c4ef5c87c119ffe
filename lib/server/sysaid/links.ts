import "server-only";
import type { Call } from "@/lib/server/upstream/port";
import { linksOf } from "./map-events";
import type { Caller } from "./session";
import { parseOneRecord } from "./wire";

/**
 * Adds a link to a service record unless one with its address stands there. SysAid tells links apart by their names
 * alone and says of a taken one only that it refuses it, so that a repeated call could not tell done from refused.
 */
export async function addLink(
  caller: Caller,
  id: string,
  { name, address }: { name: string; address: string },
  call: Call,
): Promise<void> {
  const input = { path: { id }, query: { fields: ["links"] } };
  const form = parseOneRecord(await caller.send("sr.read", input, call), "sr.read");
  if (form !== null && linksOf(form).some((link) => link.address === address)) return;
  await caller.send("sr.addLink", { path: { id }, body: { name, link: address } }, call);
}
