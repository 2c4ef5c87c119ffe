import { ensureInstalled } from "./parts/install.mjs";
import { QUICK_STEPS, runSteps } from "./parts/steps.mjs";

ensureInstalled();
runSteps(QUICK_STEPS);
