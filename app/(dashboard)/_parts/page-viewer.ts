import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { toSignInPath } from "@/lib/client/account/callback-path";
import type { Viewer } from "@/lib/domain/viewer";
import { currentViewer } from "@/lib/server/auth/viewer";

/** Who looks at a page; somebody who is not signed in goes to the sign-in and comes back here. */
export async function pageViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer) return viewer;
  const path = (await headers()).get("x-sightline-path");
  redirect(toSignInPath(path ?? "/"));
}
