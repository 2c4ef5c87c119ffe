/** A message's text. `html` must come from the server, which lets through quiet formatting alone. */
export function RichText({ html }: { html: string }) {
  return (
    <div
      className="rich-text min-w-0 text-sm wrap-anywhere"
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
