/** A text, or a dash where nothing is told. The whole text shows on hover, where a narrow cell cuts it. */
export function TextOrDash({ text }: { text: string | null }) {
  if (text === null || text === "") {
    return (
      <span className="text-ink-faint">
        <span aria-hidden>–</span>
        <span className="sr-only">not told</span>
      </span>
    );
  }
  return <span title={text}>{text}</span>;
}
