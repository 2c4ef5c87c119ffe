import { headers } from "next/headers";
import type { Settings } from "@/lib/server/env";

/** Where people open Sightline, without a closing slash: as the settings tell, else as this page was opened. */
export async function pageAddress({ authUrl }: Pick<Settings, "authUrl">): Promise<string> {
  if (authUrl !== null) return authUrl;
  const asked = await headers();
  const scheme = asked.get("x-forwarded-proto")?.split(",")[0]?.trim() || "http";
  return `${scheme}://${asked.get("host") ?? "localhost"}`;
}
