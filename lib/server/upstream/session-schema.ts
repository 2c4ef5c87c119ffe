import "server-only";
import { z } from "zod";
import { SOURCES } from "@/lib/domain/source";

/** A session as it comes back out of a seal. Says the same as UpstreamSession; a field missing here would be lost. */
export const UpstreamSessionSchema = z.object({
  source: z.enum(SOURCES),
  cookies: z.string(),
  headers: z.record(z.string(), z.string()),
  organization: z.string().nullable(),
  userName: z.string().exactOptional(),
});
