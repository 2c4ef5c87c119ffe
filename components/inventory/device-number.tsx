import { NumberLink } from "@/components/ui/number-link";
import { TextOrDash } from "@/components/ui/text-or-dash";
import { devicesHref } from "@/lib/client/inventory/links";
import type { Tone } from "@/lib/format/tones";

/** How many devices have something, as the way to exactly those. Zero leads nowhere; unknown is no number. */
export function DeviceNumber({
  count,
  having,
  tone,
  inGrid = false,
}: {
  count: number | null;
  having: string;
  tone?: Tone;
  inGrid?: boolean;
}) {
  if (count === null) return <TextOrDash text={null} />;
  if (count === 0) return <span className="text-ink-faint figures">0</span>;
  return (
    <NumberLink
      count={count}
      unit="device"
      href={devicesHref(having)}
      {...(tone === undefined ? {} : { tone })}
      {...(inGrid ? { tabIndex: -1 } : {})}
    />
  );
}
