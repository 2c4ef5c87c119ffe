import { ensureBrowser } from "./parts/browser.mjs";
import { ensureBuilt } from "./parts/build.mjs";
import { ensureInstalled } from "./parts/install.mjs";
import { QUICK_STEPS, journeys, runSteps } from "./parts/steps.mjs";

ensureInstalled();
const chromiumPath = await ensureBrowser();
const build = () => {
  const startedAt = Date.now();
  ensureBuilt();
  return {
    name: "production build",
    passed: 1,
    failed: 0,
    seconds: (Date.now() - startedAt) / 1000,
  };
};
runSteps([...QUICK_STEPS, build, journeys(chromiumPath)]);
