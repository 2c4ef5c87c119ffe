"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { AccountButton } from "./account-button";

// Opened by few visits, and what it opens with weighs as much as a screen: loaded when somebody reaches for it.
const loadPopover = () => import("./account-popover").then((module) => module.AccountPopover);
const AccountPopover = dynamic(loadPopover, { ssr: false, loading: () => <AccountButton /> });

/** Who is signed in, to what, until when; and how the product looks to them. */
export function AccountMenu() {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <AccountPopover />;
  const preload = () => void loadPopover();
  return (
    <AccountButton
      aria-haspopup="dialog"
      aria-expanded={false}
      onPointerEnter={preload}
      onFocus={preload}
      onClick={() => setWanted(true)}
    />
  );
}
