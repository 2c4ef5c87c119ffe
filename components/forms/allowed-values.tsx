import type { Picked } from "./choice-picker";

/** What a field can be set to, after a value of it was refused; each can be taken. */
export function AllowedValuesList({
  label,
  allowed,
  onTake,
}: {
  label: string;
  allowed: readonly Picked[];
  onTake: (id: string) => void;
}) {
  return (
    <div role="group" aria-label={`Allowed for ${label}`} className="grid gap-1 text-xs">
      <p className="text-ink-soft">Allowed:</p>
      <ul className="flex flex-wrap gap-1">
        {allowed.map(({ id, label: name }) => (
          <li key={id}>
            <button
              type="button"
              className="min-h-6 rounded-sm border bg-surface px-1.5 hover:bg-sunken"
              onClick={() => onTake(id)}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
