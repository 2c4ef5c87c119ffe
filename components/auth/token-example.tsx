/** A line that works: how a script asks with its token. */
export function TokenExample({ address }: { address: string }) {
  return (
    <div className="grid min-w-0 gap-1 text-start">
      <p className="text-xs text-ink-soft">With the token in the variable TOKEN:</p>
      <code className="rounded-sm border bg-sunken px-2.5 py-2 font-mono text-xs break-all text-ink">
        {`curl -H "Authorization: Bearer $TOKEN" "${address}/api/tickets?flag=open"`}
      </code>
    </div>
  );
}
