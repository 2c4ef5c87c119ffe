import type { SourceStep } from "@/lib/client/account/sign-in-steps";
import type { Display } from "@/lib/format/tones";

/** How the sign-in to one system stands, in one word. */
export const STEP_DISPLAYS = {
  connected: { label: "Connected", tone: "good", shape: "check" },
  refused: { label: "Refused", tone: "bad", shape: "cross" },
  second_factor: { label: "Asks for a code", tone: "info", shape: "ring" },
  wait: { label: "Must wait", tone: "warn", shape: "half" },
  unavailable: { label: "Not available", tone: "warn", shape: "triangle" },
} as const satisfies Record<SourceStep["step"], Display>;
