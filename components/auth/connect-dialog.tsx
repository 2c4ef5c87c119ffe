"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Dialog } from "@/components/ui/dialog";
import { tellDone } from "@/components/ui/toaster";
import { closeSignInRequest, type SignInRequest } from "@/lib/client/account/sign-in-requests";
import { useMe } from "@/lib/client/account/use-me";
import type { Source } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { SignInFlow } from "./sign-in-flow";

const BOTH = ["kace", "sysaid"] as const satisfies readonly Source[];

/** Signs in to one system, or anew to Sightline, over the page. What stands on the page stays. */
export function ConnectDialog({ request }: { request: SignInRequest }) {
  const client = useQueryClient();
  const { data: me } = useMe();
  const connections = me?.connections ?? [];
  const configured = BOTH.filter(
    (source) => connections.find((one) => one.source === source)?.configured !== false,
  );
  const sources = request.to === "sightline" ? configured : [request.to];
  const known = connections.find((one) => sources.includes(one.source) && one.userName !== null);
  const name = request.to === "sightline" ? "Sightline" : SOURCE_LABELS[request.to].label;
  const onDone = () => {
    closeSignInRequest();
    tellDone(`You are signed in to ${name}`, "What you were doing is still here.");
    void client.invalidateQueries();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : closeSignInRequest())}
      title={request.to === "sightline" ? "Sign in again" : `Sign in to ${name}`}
      description={
        request.to === "sightline"
          ? "Your session has ended. What you were doing stays here."
          : `Writing to ${name} and seeing what is yours there needs your own sign-in.`
      }
    >
      <SignInFlow
        key={sources.join(" ")}
        sources={sources}
        onDone={onDone}
        {...(known?.userName ? { userName: known.userName } : {})}
      />
    </Dialog>
  );
}
