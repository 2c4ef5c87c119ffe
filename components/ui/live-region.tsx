/** Words that a screen reader says when they change, and nobody sees. Politely: never in the middle of a sentence. */
export function LiveRegion({ children }: { children: string }) {
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {children}
    </p>
  );
}
