// What a person chose about the look. Kept in cookies, so that the server draws it right the first time.

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface Preferences {
  theme: Theme;
  density: "comfortable" | "compact";
  /** Keys without Ctrl or ⌘ act. People who dictate or press keys by accident switch them off. */
  singleKeys: boolean;
  /** The lists that stand beside a list are folded away. */
  sidebarFolded: boolean;
  /** By what the lists beside a list are gathered; empty for the screen's own way. */
  sidebarGrouping: string;
}

export const PREFERENCE_COOKIES = {
  theme: "sightline-theme",
  density: "sightline-density",
  singleKeys: "sightline-keys",
  sidebarFolded: "sightline-sidebar-folded",
  sidebarGrouping: "sightline-sidebar-grouping",
} as const satisfies Record<keyof Preferences, string>;

/** The preferences that cookies spell; anything unknown is the usual. */
export function parsePreferences(readCookie: (name: string) => string | undefined): Preferences {
  const theme = THEMES.find((one) => one === readCookie(PREFERENCE_COOKIES.theme));
  return {
    theme: theme ?? "system",
    density: readCookie(PREFERENCE_COOKIES.density) === "compact" ? "compact" : "comfortable",
    singleKeys: readCookie(PREFERENCE_COOKIES.singleKeys) !== "off",
    sidebarFolded: readCookie(PREFERENCE_COOKIES.sidebarFolded) === "on",
    sidebarGrouping: wordIn(readCookie(PREFERENCE_COOKIES.sidebarGrouping)),
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
