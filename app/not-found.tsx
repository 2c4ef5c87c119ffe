import { buttonClass } from "@/components/ui/button";

/** No such page, or nothing that this person may see. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-4 p-6 text-center">
      <h1 className="text-lg font-semibold">There is nothing here</h1>
      <p className="max-w-sm text-ink-soft">
        The address may be mistyped, the record may be gone, or it may not be yours to see.
      </p>
      {/* A plain link: every page carries what this one needs, and the router's link weighs 3 kB. */}
      {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
      <a href="/" className={buttonClass("primary")}>
        Go to the start
      </a>
    </main>
  );
}
