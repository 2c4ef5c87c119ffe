import type { ConnectionStatus } from "@/lib/contracts/connections";
import { formatDuration } from "@/lib/format/durations";

/** From here on tickets look older or younger than they are, and sessions end at odd times. */
const NOTABLE_MS = 30_000;

/** How a system's clock stands beside this server's, and whether somebody should set it. */
export function clockWords(clock: NonNullable<ConnectionStatus["clock"]>): {
  words: string;
  isOff: boolean;
} {
  const { skewMs, uncertaintyMs } = clock;
  const size = Math.abs(skewMs);
  const margin = `± ${(Math.max(100, uncertaintyMs) / 1000).toFixed(1)} s`;
  if (size <= Math.max(uncertaintyMs, 1_000)) return { words: `In step (${margin})`, isOff: false };
  const direction = skewMs > 0 ? "ahead" : "behind";
  const span = size < 60_000 ? `${(size / 1000).toFixed(1)} s` : formatDuration(size);
  return { words: `${span} ${direction} (${margin})`, isOff: size - uncertaintyMs > NOTABLE_MS };
}
