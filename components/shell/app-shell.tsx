"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useCallback, useState, type ReactNode } from "react";
import { ActionProvider, useActions } from "@/components/ui/actions";
import { isDarkNow, usePreferences } from "@/components/ui/preferences";
import { ScreenTitleProvider } from "@/components/ui/screen";
import { ToastKeys } from "@/components/ui/toast-keys";
import { NEW_TICKET_PATH } from "@/lib/client/tickets/ticket-links";
import { navItemsFor } from "./nav-items";
import { NavRail } from "./nav-rail";
import type { SearchRecords } from "./palette";
import { SectionTabs } from "./section-tabs";
import { TopBar } from "./top-bar";
import { usePageKeys } from "./use-page-keys";

// Opened by few visits; not part of the first load.
const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });
const CheatSheet = dynamic(() => import("./cheat-sheet").then((module) => module.CheatSheet), {
  ssr: false,
});

interface AppShellProps {
  /** The account menu, at the end of the top bar. */
  account: ReactNode;
  /** Finds records for the palette. */
  searchRecords?: SearchRecords;
  /** Between the top bar and the page: what concerns every page at this moment. */
  notices?: ReactNode;
  /** Shows what is for administrators of either system too. */
  isAdministrator?: boolean;
  children: ReactNode;
}

/** The frame around every signed-in page: navigation, top bar, palette, cheat sheet and the page's own keys. */
export function AppShell(props: AppShellProps) {
  return (
    <ActionProvider>
      <ScreenTitleProvider>
        <Frame {...props} />
        <ToastKeys />
      </ScreenTitleProvider>
    </ActionProvider>
  );
}

function Frame({
  account,
  searchRecords,
  notices,
  isAdministrator = false,
  children,
}: AppShellProps) {
  const router = useRouter();
  const { set } = usePreferences();
  const [opened, setOpened] = useState<"palette" | "help" | null>(null);
  const openPalette = useCallback(() => setOpened("palette"), []);
  const openHelp = () => setOpened("help");
  const switchTheme = () => set("theme", isDarkNow() ? "light" : "dark");

  useActions([
    ...navItemsFor(isAdministrator).map(({ href, label, keys }) => ({
      id: `go${href}`,
      label: `Go to ${label}`,
      group: "Go to",
      keys,
      run: () => router.push(href),
    })),
    ...navItemsFor(isAdministrator).flatMap(({ label: part, sections = [] }) =>
      sections.slice(1).map(({ href, label }) => ({
        id: `go${href}`,
        label: `Go to ${label}`,
        group: part,
        run: () => router.push(href),
      })),
    ),
    {
      id: "new-ticket",
      label: "New ticket",
      group: "Go to",
      keys: "N",
      run: () => router.push(NEW_TICKET_PATH),
    },
    {
      id: "scan",
      label: "Scan a code",
      group: "Go to",
      keys: "g b",
      run: () => router.push("/devices/scan"),
    },
    {
      id: "theme",
      label: "Switch between light and dark",
      group: "Look",
      keys: "t",
      run: switchTheme,
    },
    {
      id: "theme-system",
      label: "Follow the system's light or dark",
      group: "Look",
      run: () => set("theme", "system"),
    },
    { id: "help", label: "Keyboard help", group: "Help", keys: "?", run: openHelp },
  ]);
  usePageKeys(openPalette);

  return (
    <div className="flex h-dvh flex-col sm:flex-row">
      <a
        href="#main"
        className="skip-link start-2 z-50 rounded-sm bg-accent px-3 py-2 text-accent-ink"
      >
        Skip to the content
      </a>
      <NavRail isAdministrator={isAdministrator} />
      <div className="flex min-h-0 min-w-0 grow flex-col">
        <TopBar onPalette={openPalette} onHelp={openHelp} onTheme={switchTheme} account={account} />
        {notices}
        <SectionTabs isAdministrator={isAdministrator} />
        <main
          id="main"
          tabIndex={-1}
          className="relative min-h-0 grow overflow-y-auto outline-none"
        >
          {children}
        </main>
      </div>
      {opened === "palette" ? (
        <Palette
          open
          onOpenChange={() => setOpened(null)}
          searchRecords={searchRecords}
          onGo={(href) => router.push(href)}
        />
      ) : null}
      {opened === "help" ? <CheatSheet open onOpenChange={() => setOpened(null)} /> : null}
    </div>
  );
}
