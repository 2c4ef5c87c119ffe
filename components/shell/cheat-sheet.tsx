"use client";

import { useActionList } from "@/components/ui/actions";
import { Dialog } from "@/components/ui/dialog";
import { Checkbox } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { usePreferences } from "@/components/ui/preferences";

interface Line {
  keys: string;
  label: string;
}

const IN_LISTS: readonly Line[] = [
  { keys: "j k", label: "Next row, previous row (or arrows)" },
  { keys: "Home End", label: "First row, last row" },
  { keys: "Enter", label: "Open the row" },
  { keys: "x", label: "Pick the row" },
  { keys: "Esc", label: "Back" },
];

/** Every key that does something here and now. */
export function CheatSheet({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const actions = useActionList();
  const { singleKeys, set } = usePreferences();
  const groups = new Map<string, Line[]>();
  for (const { group, keys, label } of actions) {
    if (keys !== undefined) groups.set(group, [...(groups.get(group) ?? []), { keys, label }]);
  }
  groups.set("In lists", [...IN_LISTS, ...(groups.get("In lists") ?? [])]);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard" wide>
      <div className="grid gap-6 sm:grid-cols-2">
        {[...groups].map(([group, lines]) => (
          <section key={group}>
            <h3 className="mb-1 text-xs font-medium text-ink-faint">{group}</h3>
            <dl>
              {lines.map((line) => (
                <div
                  key={`${line.keys} ${line.label}`}
                  className="flex min-h-7 items-center justify-between gap-4"
                >
                  <dt>{line.label}</dt>
                  <dd>
                    <Kbd keys={line.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="mt-4 border-t pt-3">
        <Checkbox
          label="Single keys act (switch off if you dictate or press keys by accident)"
          checked={singleKeys}
          onChange={(event) => set("singleKeys", event.target.checked)}
        />
      </div>
    </Dialog>
  );
}
