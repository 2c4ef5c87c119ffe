import "server-only";
import { REAL_TIMING, type Timing } from "@/lib/server/sync/timing";

/** How fast jobs are worked off, in ms, and how much at once. Tests pass their own. */
export interface Pace {
  timing: Timing;
  /** Requests under way at once at one source, over all jobs: most of its places stay free for who looks at something. */
  atOnce: number;
  /** Between two looks at a script's run: the first after something moved, and the longest. */
  pollMinMs: number;
  pollMaxMs: number;
  /** After so long a script's run is followed no longer, until somebody asks for it. */
  watchMaxMs: number;
  /** A source that says nothing for so long is left alone. */
  silenceMaxMs: number;
  /** Longest wait for a source that takes nothing for now. */
  busyMaxMs: number;
  /** Longest wait of a row for its turn in a source's budget; then it counts as waiting again. */
  turnMaxMs: number;
  /** Rows in a row without a clear answer, after which nothing more is sent. */
  unclearMax: number;
  /** How soon another instance takes over when the one that works off jobs is gone. */
  leaderPauseMs: number;
  /** A look at what is to be done, should no notice have come. */
  lookAgainMs: number;
}

export const REAL_PACE: Pace = {
  timing: REAL_TIMING,
  atOnce: 3,
  pollMinMs: 1_000,
  pollMaxMs: 5_000,
  watchMaxMs: 30 * 60_000,
  silenceMaxMs: 5 * 60_000,
  busyMaxMs: 60_000,
  turnMaxMs: 5_000,
  unclearMax: 3,
  leaderPauseMs: 3_000,
  lookAgainMs: 15_000,
};
