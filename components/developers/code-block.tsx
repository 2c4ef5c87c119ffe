import type { ReactNode } from "react";

/** Text as it is, in its own scroller. Whatever it holds is shown, never run or drawn. */
export function CodeBlock({
  label,
  text,
  action,
}: {
  label: string;
  text: string;
  action?: ReactNode;
}) {
  return (
    <div className="relative min-w-0 rounded-sm border bg-sunken">
      <pre
        role="region"
        aria-label={label}
        tabIndex={0}
        className="max-h-96 overflow-auto p-2.5 pe-10 font-mono text-xs whitespace-pre -outline-offset-2"
      >
        {text}
      </pre>
      {action === undefined ? null : <div className="absolute end-1 top-1">{action}</div>}
    </div>
  );
}
