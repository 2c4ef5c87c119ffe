import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { ClockProvider } from "@/components/ui/clock";
import { parsePreferences } from "@/components/ui/preference-values";
import { PreferenceProvider } from "@/components/ui/preferences";
import { Toaster } from "@/components/ui/toaster";
import { QueryProvider } from "@/lib/client/provider";

export const metadata: Metadata = {
  title: { default: "Sightline", template: "%s · Sightline" },
  description: "Devices, tickets and relations of both systems as one.",
};

export const viewport: Viewport = { colorScheme: "light dark" };

/** The document. The theme comes from a cookie, so that the first paint is right without a script. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  const jar = await cookies();
  const preferences = parsePreferences((name) => jar.get(name)?.value);
  const theme = preferences.theme === "system" ? {} : { "data-theme": preferences.theme };
  return (
    <html lang="en" data-density={preferences.density} {...theme}>
      <body>
        <ClockProvider serverNowMs={readNowMs()}>
          <PreferenceProvider initial={preferences}>
            <QueryProvider>{children}</QueryProvider>
            <Toaster />
          </PreferenceProvider>
        </ClockProvider>
      </body>
    </html>
  );
}

const readNowMs = () => Date.now();
