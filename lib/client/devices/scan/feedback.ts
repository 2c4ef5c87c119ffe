/** How a scan sounds and feels: taken, taken with something to look at, not taken. */
export type ScanFeeling = "good" | "warn" | "bad";

const TONES = {
  good: [[1320, 0.09]],
  warn: [
    [880, 0.1],
    [880, 0.1],
  ],
  bad: [[220, 0.35]],
} as const satisfies Record<ScanFeeling, readonly (readonly [number, number])[]>;

const SHAKES = { good: [40], warn: [60, 60, 60], bad: [250] } as const satisfies Record<
  ScanFeeling,
  readonly number[]
>;

let context: AudioContext | null = null;

/** Beeps and shakes, as far as the browser lets it: one lets nothing sound before the first touch of the page. */
export function signalScan(feeling: ScanFeeling): void {
  navigator.vibrate?.([...SHAKES[feeling]]);
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state !== "running") {
    void context.resume();
    return;
  }
  let at = context.currentTime;
  for (const [hertz, seconds] of TONES[feeling]) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.15, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + seconds);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + seconds);
    at += seconds + 0.06;
  }
}
