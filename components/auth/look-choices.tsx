"use client";

import { useId, type ReactNode } from "react";
import { Select } from "@/components/ui/field";
import { THEMES } from "@/components/ui/preference-values";
import { usePreferences } from "@/components/ui/preferences";

const THEME_OPTIONS = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];
const DENSITY_OPTIONS = [
  { value: "comfortable", label: "Comfortable" },
  { value: "compact", label: "Compact" },
];

/** Light or dark, roomy or dense. */
export function LookChoices() {
  const { theme, density, set } = usePreferences();
  return (
    <div className="grid gap-2 border-t px-3 py-2">
      <Choice label="Colours">
        {(id) => (
          <Select
            id={id}
            options={THEME_OPTIONS}
            value={theme}
            onChange={(event) =>
              set("theme", THEMES.find((one) => one === event.target.value) ?? "system")
            }
          />
        )}
      </Choice>
      <Choice label="Rows">
        {(id) => (
          <Select
            id={id}
            options={DENSITY_OPTIONS}
            value={density}
            onChange={(event) =>
              set("density", event.target.value === "compact" ? "compact" : "comfortable")
            }
          />
        )}
      </Choice>
    </div>
  );
}

function Choice({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="grid grid-cols-[1fr_10rem] items-center gap-2">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
