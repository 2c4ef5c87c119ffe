"use client";

import type { ReactNode } from "react";
import { AccountMenu } from "@/components/auth/account-menu";
import { ConnectionBanner } from "@/components/auth/connection-banner";
import { SignInRequests } from "@/components/auth/sign-in-requests";
import { OpenRuns } from "@/components/devices/runs/open-runs";
import { OpenTicketJobs } from "@/components/tickets/jobs/open-ticket-jobs";
import { AppShell } from "@/components/shell/app-shell";
import { FillProgress } from "@/components/shell/fill-progress";
import { useMe } from "@/lib/client/account/use-me";
import { useLiveUpdates } from "@/lib/client/live";
import { searchRecords } from "@/lib/client/search/search-records";

/** The frame of every signed-in page, kept current by the stream of changes. */
export function Frame({ children }: { children: ReactNode }) {
  useLiveUpdates();
  const { data: me } = useMe();
  return (
    <AppShell
      isAdministrator={me?.isAdministrator === true}
      account={<AccountMenu />}
      searchRecords={searchRecords}
      notices={
        <>
          <ConnectionBanner />
          <FillProgress />
          <OpenRuns />
          <OpenTicketJobs />
        </>
      }
    >
      {children}
      <SignInRequests />
    </AppShell>
  );
}
