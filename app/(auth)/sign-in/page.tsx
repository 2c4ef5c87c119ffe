import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInCard } from "@/components/auth/sign-in-card";
import { Logo } from "@/components/shell/logo";
import { toCallbackPath } from "@/lib/client/account/callback-path";
import { SOURCES } from "@/lib/domain/source";
import { currentViewer } from "@/lib/server/auth/viewer";
import { runtime } from "@/lib/server/runtime";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[] }>;
}

/** One form for both systems. Afterwards it goes back to where somebody came from. */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl } = await searchParams;
  const next = toCallbackPath(Array.isArray(callbackUrl) ? callbackUrl[0] : callbackUrl);
  if (await currentViewer()) redirect(next);
  const { upstreams } = await runtime();
  const sources = SOURCES.filter((source) => upstreams[source] !== undefined);
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <div className="grid w-full max-w-sm gap-5">
        <div className="flex items-center gap-2.5 text-lg font-semibold tracking-tight">
          <Logo size={26} />
          Sightline
        </div>
        <div className="grid gap-4 rounded-md border bg-surface p-5">
          <div>
            <h1 className="text-lg font-semibold">Sign in</h1>
            <p className="text-sm text-ink-soft">
              With your own account of KACE, SysAid or both. Sightline acts as you and keeps no
              password.
            </p>
          </div>
          {sources.length === 0 ? (
            <NothingConfigured />
          ) : (
            <SignInCard sources={sources} next={next} />
          )}
        </div>
      </div>
    </main>
  );
}

function NothingConfigured() {
  return (
    <p role="alert" className="text-sm text-bad">
      This server is connected to neither system. Whoever runs it sets KACE_URL or SYSAID_URL and
      the settings that go with them, and starts it again.
    </p>
  );
}
