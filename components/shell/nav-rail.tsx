"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "@/components/ui/class-names";
import { Logo } from "./logo";
import { navItemOf, navItemsFor } from "./nav-items";

/** The parts of the product: names and pictures at the side, pictures alone where it is narrow, at the foot on a phone. */
export function NavRail({ isAdministrator }: { isAdministrator: boolean }) {
  const current = navItemOf(usePathname());
  return (
    <nav
      aria-label="Main"
      className="order-last flex shrink-0 border-t bg-surface sm:order-first sm:w-(--rail-width-narrow) sm:flex-col sm:border-e sm:border-t-0 lg:w-(--rail-width)"
    >
      <Link
        href="/"
        aria-label="Sightline, home"
        className="hidden h-(--bar-height) shrink-0 items-center gap-2.5 px-4 text-base font-semibold tracking-tight sm:flex sm:justify-center sm:px-0 lg:justify-start lg:px-4"
      >
        <Logo />
        <span className="hidden lg:inline">Sightline</span>
      </Link>
      <ul className="flex min-w-0 grow justify-around sm:flex-col sm:justify-start sm:gap-0.5 sm:p-2">
        {navItemsFor(isAdministrator).map(({ href, label, shortLabel, icon: Icon }) => {
          const here = current?.href === href;
          return (
            <li key={href} className="min-w-0 grow sm:grow-0">
              <Link
                href={href}
                title={label}
                aria-current={here ? "page" : undefined}
                className={classNames(
                  "flex flex-col items-center gap-0.5 rounded-sm px-0.5 py-1.5 text-xs sm:h-9 sm:flex-row sm:justify-center sm:px-0 sm:py-0 sm:text-sm lg:justify-start lg:gap-2.5 lg:px-2.5",
                  here
                    ? "bg-selected font-medium text-accent"
                    : "text-ink-soft hover:bg-hover hover:text-ink",
                )}
              >
                <Icon size={17} aria-hidden className="shrink-0" />
                {shortLabel === undefined ? null : (
                  <span className="max-w-full truncate sm:hidden">{shortLabel}</span>
                )}
                <span
                  className={classNames(
                    "max-w-full truncate sm:sr-only lg:not-sr-only",
                    shortLabel !== undefined && "max-sm:hidden",
                  )}
                >
                  {label}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
