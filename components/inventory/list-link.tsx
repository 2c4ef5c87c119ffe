import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { wayBack } from "@/lib/client/list-places";
import { LINK } from "./link-class";

/** The way back to a list, as it was left. */
export function ListLink({ path, title }: { path: string; title: string }) {
  return (
    <p className="text-sm">
      <Link href={wayBack(path)} className={`${LINK} inline-flex items-center gap-1`}>
        <ArrowLeft size={14} aria-hidden />
        {title}
      </Link>
    </p>
  );
}
