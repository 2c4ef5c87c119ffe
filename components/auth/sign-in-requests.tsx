"use client";

import dynamic from "next/dynamic";
import { useSignInRequest } from "@/lib/client/account/use-sign-in-request";

// Needed by few visits; not part of the first load.
const ConnectDialog = dynamic(
  () => import("./connect-dialog").then((module) => module.ConnectDialog),
  { ssr: false },
);

/** Stands once in the frame and opens the sign-in that any part of the page asks for. */
export function SignInRequests() {
  const request = useSignInRequest();
  return request === null ? null : <ConnectDialog key={request.to} request={request} />;
}
