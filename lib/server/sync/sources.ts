import "server-only";
import type { Settings } from "../env";
import { createKaceUpstream } from "../kace";
import { createSysaidUpstream } from "../sysaid";
import type { Upstreams } from "./start";

/** The configured upstreams. The one place that names both; a third source is one more line. */
export function createUpstreams({ kace, sysaid }: Pick<Settings, "kace" | "sysaid">): Upstreams {
  return {
    ...(kace && { kace: createKaceUpstream(kace) }),
    ...(sysaid && { sysaid: createSysaidUpstream(sysaid) }),
  };
}
