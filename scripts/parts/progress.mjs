/**
 * Draws the filling of the index until its first full picture stands.
 * @param {string} healthUrl
 * @param {number} startedAt epoch ms
 */
export async function showProgress(healthUrl, startedAt) {
  const isTerminal = process.stdout.isTTY;
  let printed = -1;
  for (;;) {
    const { sync } = await readHealth(healthUrl);
    const steps = sync.steps.filter((step) => !step.background);
    const share = sync.ready ? 1 : shareOf(steps);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
    const bar = "█".repeat(Math.round(share * 30)).padEnd(30, "░");
    const rows = steps.reduce((sum, step) => sum + step.done, 0);
    const line = `Filling the index ${bar} ${Math.round(share * 100)} %  ${rows} rows  ${seconds} s`;
    if (isTerminal) process.stdout.write(`\r${line}`);
    else if (Math.floor(share * 4) !== printed) console.log(line);
    printed = Math.floor(share * 4);
    const faults = steps.filter((step) => step.error);
    if (sync.ready) {
      if (isTerminal) process.stdout.write("\n");
      for (const step of faults) console.log(`  ${step.source} ${step.entity}: ${step.error}`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** @param {{ done: number, total: number | null, finished: boolean }[]} steps */
function shareOf(steps) {
  if (steps.length === 0) return 0;
  const parts = steps.map((step) => {
    if (step.finished) return 1;
    return step.total ? Math.min(0.99, step.done / step.total) : 0;
  });
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}

/** @param {string} url */
async function readHealth(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`The server's health answered ${answer.status}.`);
  return answer.json();
}
