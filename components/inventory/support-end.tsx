"use client";

import { StatusBadge } from "@/components/ui/badge";
import { useNowMs } from "@/components/ui/clock";
import { TextOrDash } from "@/components/ui/text-or-dash";
import type { Display } from "@/lib/format/tones";

const DAY_MS = 86_400_000;
/** A replacement wants this long. */
const SOON_DAYS = 270;

/** Until when a system is mended, and whether that is over. `on`: `YYYY-MM-DD`. */
export function SupportEnd({ on }: { on: string | null }) {
  const now = useNowMs();
  if (on === null) return <TextOrDash text={null} />;
  const days = (Date.parse(on) + DAY_MS - now) / DAY_MS;
  const display: Display =
    days < 0
      ? { label: `Ended ${on}`, tone: "bad", shape: "cross" }
      : days < SOON_DAYS
        ? { label: `Ends ${on}`, tone: "warn", shape: "half" }
        : { label: on, tone: "neutral", shape: "circle" };
  return <StatusBadge display={display} plain />;
}
