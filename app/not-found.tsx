import Link from "next/link";
import { buttonClass } from "@/components/ui/button";

/** No such page, or nothing that this person may see. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-4 p-6 text-center">
      <h1 className="text-lg font-semibold">There is nothing here</h1>
      <p className="max-w-sm text-ink-soft">
        The address may be mistyped, the record may be gone, or it may not be yours to see.
      </p>
      <Link href="/" className={buttonClass("primary")}>
        Go to the start
      </Link>
    </main>
  );
}
