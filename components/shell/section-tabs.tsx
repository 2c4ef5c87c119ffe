"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { showInRow } from "@/components/ui/show-in-row";
import { sectionsAt } from "./nav-items";

/** The lists that belong together with the one that is shown, above it; nothing on other pages. */
export function SectionTabs({ isAdministrator }: { isAdministrator: boolean }) {
  const pathname = usePathname();
  const sections = sectionsAt(pathname, isAdministrator);
  const row = useRef<HTMLElement>(null);
  const current = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    showInRow(row.current, current.current);
  }, [pathname]);
  if (sections.length === 0) return null;
  return (
    <nav
      ref={row}
      aria-label="Lists"
      className="flex shrink-0 gap-1 overflow-x-auto border-b bg-surface px-3"
      data-print="hide"
    >
      {sections.map(({ href, label }) => {
        const here = href === pathname;
        return (
          <Link
            key={href}
            ref={here ? current : undefined}
            href={href}
            prefetch={false}
            aria-current={here ? "page" : undefined}
            className={classNames(
              "-mb-px flex h-9 shrink-0 items-center border-b-2 px-2.5 text-sm -outline-offset-2",
              here
                ? "border-accent font-medium text-ink"
                : "border-transparent text-ink-soft hover:text-ink",
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
