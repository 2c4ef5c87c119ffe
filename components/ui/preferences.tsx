"use client";

import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { spellPreference, type Preferences } from "./preference-values";
import { allowDialogStyles } from "./style-nonce";

interface PreferenceControl extends Preferences {
  set: <Name extends keyof Preferences>(name: Name, value: Preferences[Name]) => void;
}

const USUAL: PreferenceControl = {
  theme: "system",
  density: "comfortable",
  singleKeys: true,
  afterClose: "stay",
  afterCreate: "open",
  sidebarFolded: false,
  sidebarGrouping: "",
  shownEntries: "",
  set: () => undefined,
};
const Context = createContext<PreferenceControl>(USUAL);

/** Keeps the reader's choices; `initial` comes from the request's cookies. */
export function PreferenceProvider({
  initial,
  children,
}: {
  initial: Preferences;
  children: ReactNode;
}) {
  const [values, setValues] = useState(initial);
  useEffect(allowDialogStyles, []);
  const control = useMemo<PreferenceControl>(
    () => ({
      ...values,
      set: (name, value) => {
        document.cookie = spellPreference(name, value);
        setValues((old) => ({ ...old, [name]: value }));
        if (name === "theme") applyTheme(String(value));
        if (name === "density") document.documentElement.dataset["density"] = String(value);
      },
    }),
    [values],
  );
  return <Context value={control}>{children}</Context>;
}

/** The reader's choices and the way to change them. */
export function usePreferences(): PreferenceControl {
  return useContext(Context);
}

function applyTheme(theme: string) {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
}

/** Whether the page is dark right now. */
export function isDarkNow(): boolean {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === undefined
    ? matchMedia("(prefers-color-scheme: dark)").matches
    : chosen === "dark";
}
