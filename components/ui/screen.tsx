"use client";

import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { classNames } from "./class-names";

interface TitleControl {
  title: string | null;
  setTitle: (title: string | null) => void;
}

const Title = createContext<TitleControl>({ title: null, setTitle: () => undefined });

/** Lets the frame around a page know what the page is about. */
export function ScreenTitleProvider({ children }: { children: ReactNode }) {
  const [title, setTitle] = useState<string | null>(null);
  const control = useMemo(() => ({ title, setTitle }), [title]);
  return <Title value={control}>{children}</Title>;
}

/** The title of the page that is shown, for the breadcrumb. */
export function useScreenTitle(): string | null {
  return useContext(Title).title;
}

interface ScreenProps {
  /** The page's one first heading, and the end of the breadcrumb. */
  title: string;
  /** Shows the heading; otherwise the breadcrumb stands for it. */
  showTitle?: boolean;
  /** Above the content: filters, views, buttons. */
  toolbar?: ReactNode;
  /** Below the content: how current the data is. */
  foot?: ReactNode;
  /** `fill`: the content takes the window's height and scrolls within; `flow`: the page scrolls. */
  layout?: "fill" | "flow";
  children: ReactNode;
}

/** One screen: heading, toolbar, content and the line about freshness, always at the same places. */
export function Screen({
  title,
  showTitle = false,
  toolbar,
  foot,
  layout = "flow",
  children,
}: ScreenProps) {
  const { setTitle } = useContext(Title);
  useEffect(() => {
    setTitle(title);
    return () => setTitle(null);
  }, [title, setTitle]);
  return (
    <div
      className={classNames(
        "flex min-h-full flex-col gap-3 p-3 sm:px-4",
        layout === "fill" && "screen-fill",
      )}
    >
      <h1 className={showTitle ? "text-lg font-semibold" : "sr-only"}>{title}</h1>
      {toolbar}
      <div
        className={classNames("flex min-w-0 grow flex-col gap-3", layout === "fill" && "min-h-0")}
      >
        {children}
      </div>
      {foot === undefined ? null : <footer className="pt-1">{foot}</footer>}
    </div>
  );
}
