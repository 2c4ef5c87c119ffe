/** A message's text. `html` must come from the server, which lets through quiet formatting alone. */
export function RichText({ html, small = false }: { html: string; small?: boolean }) {
  return (
    <div
      className={`rich-text min-w-0 wrap-anywhere ${small ? "text-xs" : "text-sm"}`}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
