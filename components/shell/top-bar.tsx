"use client";

import { CircleHelp, Moon, Search, Sun } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useScreenTitle } from "@/components/ui/screen";
import { navItemOf } from "./nav-items";

interface TopBarProps {
  onPalette: () => void;
  onHelp: () => void;
  onTheme: () => void;
  account: ReactNode;
}

/** Where one is, and what is always at hand. */
export function TopBar({ onPalette, onHelp, onTheme, account }: TopBarProps) {
  return (
    <header
      className="flex h-(--bar-height) shrink-0 items-center gap-2 border-b bg-surface px-3 sm:px-4"
      data-print="hide"
    >
      <Breadcrumb />
      <button
        type="button"
        onClick={onPalette}
        className="ms-auto flex h-8 min-w-8 items-center gap-2 rounded-sm border border-line-strong/50 px-2 text-sm text-ink-soft hover:bg-hover hover:text-ink sm:min-w-56"
      >
        <Search size={14} aria-hidden />
        <span className="sr-only sm:not-sr-only">Search or do anything</span>
        <span aria-hidden className="ms-auto hidden sm:inline">
          <Kbd keys="⌘K" />
        </span>
      </button>
      <IconButton
        label="Switch between light and dark"
        onClick={onTheme}
        icon={
          <>
            <Moon size={16} aria-hidden className="theme-light-only" />
            <Sun size={16} aria-hidden className="theme-dark-only" />
          </>
        }
      />
      <span className="hidden sm:inline">
        <IconButton
          label="Keyboard help"
          onClick={onHelp}
          icon={<CircleHelp size={16} aria-hidden />}
        />
      </span>
      {account}
    </header>
  );
}

function Breadcrumb() {
  const section = navItemOf(usePathname());
  const title = useScreenTitle();
  const deeper = title !== null && title !== section?.label;
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 text-sm">
        {section === null ? null : (
          <li className={deeper ? "hidden shrink-0 sm:block" : "truncate font-medium"}>
            {deeper ? (
              <Link href={section.href} className="rounded-xs text-ink-soft hover:text-ink">
                {section.label}
              </Link>
            ) : (
              <span aria-current="page">{section.label}</span>
            )}
          </li>
        )}
        {deeper ? (
          <li className="flex min-w-0 items-center gap-1.5 font-medium">
            {section === null ? null : (
              <span aria-hidden className="hidden text-ink-faint sm:inline">
                ▸
              </span>
            )}
            <span aria-current="page" className="truncate">
              {title}
            </span>
          </li>
        ) : null}
      </ol>
    </nav>
  );
}
