import type { MeResult, SecondFactorBody, SignInBody, SignInResult } from "@/lib/contracts/account";
import type { Source } from "@/lib/domain/source";
import { ApiError, apiGet, apiSend } from "../api";

/** Who is signed in, and how each system stands for them. */
export function fetchMe(signal?: AbortSignal): Promise<MeResult> {
  return apiGet<MeResult>("/api/account/me", ["connections"], signal ? { signal } : {});
}

/** Signs in to one or both systems; the first that connects also makes the browser's own session. */
export async function sendSignIn(body: SignInBody): Promise<SignInResult> {
  const result = await apiSend<SignInResult>("POST", "/api/account/sign-in", body, ["outcomes"]);
  return withSession(result);
}

/** Answers a system's question for a second factor. */
export async function sendSecondFactor(body: SecondFactorBody): Promise<SignInResult> {
  const result = await apiSend<SignInResult>("POST", "/api/account/second-factor", body, [
    "outcomes",
  ]);
  return withSession(result);
}

/** Signs out of one system; the other stays. */
export function sendDisconnect(source: Source): Promise<MeResult> {
  return apiSend<MeResult>("POST", "/api/account/disconnect", { source }, ["connections"]);
}

/** Signs out of everything, here and at both systems. */
export async function sendSignOut(): Promise<void> {
  const { signOut } = await import("next-auth/react");
  await signOut({ redirect: false });
}

/** A grant works once and for a minute, so it becomes a cookie at once, whatever is still to be asked. */
async function withSession(result: SignInResult): Promise<SignInResult> {
  if (result.grant === null) return result;
  const { signIn } = await import("next-auth/react");
  const answer = await signIn("credentials", { grant: result.grant, redirect: false });
  if (answer?.ok) return result;
  throw new ApiError({
    code: "internal",
    title: "The systems let you in, but Sightline could not start your session. Sign in once more.",
    status: answer?.status ?? 0,
  });
}
