import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { settings } from "@/lib/server/env";
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
          const vaultId = credentials && (await takeGrant(server, credentials.grant));
          if (!vaultId) return null;
          const found = await readVaultEntry(server.store.db, vaultId, new Date().toISOString());
          return found ? { id: vaultId, name: found.entry.name } : null;
        },
      }),
    ],
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
