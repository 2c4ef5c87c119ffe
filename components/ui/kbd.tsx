/** Keys to press, one box each: `g t`, `Ctrl K`. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="inline-flex gap-0.5 align-middle">
      {keys.split(" ").map((key, at) => (
        <kbd
          key={`${at}-${key}`}
          className="inline-grid h-5 min-w-5 place-items-center rounded-xs border bg-sunken px-1 font-sans text-xs text-ink-soft"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
