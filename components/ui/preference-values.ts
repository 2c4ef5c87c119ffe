// What a person chose about the look and the ways. Kept in cookies, so that the server draws it right the first time.

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const AFTER_CLOSE = ["stay", "next", "list"] as const;
export type AfterClose = (typeof AFTER_CLOSE)[number];

export const AFTER_CREATE = ["open", "another"] as const;
export type AfterCreate = (typeof AFTER_CREATE)[number];

export interface Preferences {
  theme: Theme;
  density: "comfortable" | "compact";
  /** Keys without Ctrl or ⌘ act. People who dictate or press keys by accident switch them off. */
  singleKeys: boolean;
  /** Where to go once a ticket is closed. */
  afterClose: AfterClose;
  /** Where to go once a ticket was made: to it, or to the next new one. */
  afterCreate: AfterCreate;
  /** The lists that stand beside a list are folded away. */
  sidebarFolded: boolean;
  /** By what the lists beside a list are gathered; empty for the screen's own way. */
  sidebarGrouping: string;
  /** Which entries of a conversation are shown; empty for all. */
  shownEntries: string;
}

export const PREFERENCE_COOKIES = {
  theme: "sightline-theme",
  density: "sightline-density",
  singleKeys: "sightline-keys",
  afterClose: "sightline-after-close",
  afterCreate: "sightline-after-create",
  sidebarFolded: "sightline-sidebar-folded",
  sidebarGrouping: "sightline-sidebar-grouping",
  shownEntries: "sightline-shown-entries",
} as const satisfies Record<keyof Preferences, string>;

/** The preferences that cookies spell; anything unknown is the usual. */
export function parsePreferences(readCookie: (name: string) => string | undefined): Preferences {
  const theme = THEMES.find((one) => one === readCookie(PREFERENCE_COOKIES.theme));
  const afterClose = AFTER_CLOSE.find((one) => one === readCookie(PREFERENCE_COOKIES.afterClose));
  const afterCreate = AFTER_CREATE.find(
    (one) => one === readCookie(PREFERENCE_COOKIES.afterCreate),
  );
  return {
    theme: theme ?? "system",
    density: readCookie(PREFERENCE_COOKIES.density) === "compact" ? "compact" : "comfortable",
    singleKeys: readCookie(PREFERENCE_COOKIES.singleKeys) !== "off",
    afterClose: afterClose ?? "stay",
    afterCreate: afterCreate ?? "open",
    sidebarFolded: readCookie(PREFERENCE_COOKIES.sidebarFolded) === "on",
    sidebarGrouping: wordIn(readCookie(PREFERENCE_COOKIES.sidebarGrouping)),
    shownEntries: wordIn(readCookie(PREFERENCE_COOKIES.shownEntries)),
  };
}

const wordIn = (text: string | undefined) => /^[a-z]*$/.exec(text ?? "")?.[0] ?? "";

const YEAR_S = 31_536_000;

/** The cookie line that keeps one preference for a year. */
export function spellPreference<Name extends keyof Preferences>(
  name: Name,
  value: Preferences[Name],
): string {
  const text = typeof value === "boolean" ? (value ? "on" : "off") : value;
  return `${PREFERENCE_COOKIES[name]}=${text}; path=/; max-age=${YEAR_S}; samesite=lax`;
}
