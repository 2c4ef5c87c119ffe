import { join } from "node:path";
import { ensureBrowser } from "./parts/browser.mjs";
import { ensureInstalled } from "./parts/install.mjs";
import { ROOT } from "./parts/root.mjs";
import { QUICK_STEPS, journeys, plain, runSteps } from "./parts/steps.mjs";

ensureInstalled();
const chromiumPath = await ensureBrowser();
const build = () => plain("production build", [join(ROOT, "scripts", "build.mjs")]);
runSteps([...QUICK_STEPS, build, journeys(chromiumPath)]);
