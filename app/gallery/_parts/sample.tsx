import type { ReactNode } from "react";

/** A titled box of samples. */
export function Sample({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0 rounded-md border bg-surface">
      <h2 className="border-b px-4 py-2 text-sm font-semibold">{title}</h2>
      <div className="p-4">{children}</div>
    </section>
  );
}
