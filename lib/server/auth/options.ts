import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { settings } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { runtime } from "@/lib/server/runtime";
import { readVaultEntry } from "@/lib/server/store/vault-repo";
import { ENTRY_LIFE_MS } from "./life";
import { takeGrant } from "./sign-in";
import { signOutEverywhere } from "./sign-out";

/** next-auth keeps our own cookie: a signed token that holds the vault entry's id and nothing else. */
export function authOptions(): NextAuthOptions {
  return {
    secret: settings().authSecret,
    session: { strategy: "jwt", maxAge: ENTRY_LIFE_MS / 1000 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        name: "Sightline",
        credentials: { grant: { type: "text" } },
        async authorize(credentials) {
          const server = await runtime();
          // What a browser posts is typed by nobody.
          const grant: unknown = credentials?.grant;
          const vaultId = typeof grant === "string" ? await takeGrant(server, grant) : null;
          if (vaultId === null) return null;
          const found = await readVaultEntry(server.store.db, vaultId, new Date().toISOString());
          return found ? { id: vaultId, name: found.entry.name } : null;
        },
      }),
    ],
    // Its own log prints what a browser sent.
    logger: {
      error: (code) => log.warn({ code }, "next-auth failed"),
      warn: (code) => log.info({ code }, "next-auth warns"),
      debug: () => undefined,
    },
    callbacks: {
      // The browser may know the name; the vault entry's id stays inside the encrypted cookie.
      session: ({ session, token }) => ({
        expires: session.expires,
        user: { name: token.name ?? null },
      }),
    },
    events: {
      async signOut({ token }) {
        if (token?.sub) await signOutEverywhere(await runtime(), token.sub);
      },
    },
  };
}
