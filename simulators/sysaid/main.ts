import { runAppliance } from "../appliance/serve";
import { generateCompany, parseFleetOptions, truthOf } from "../fleet";
import { createSysaidSimulator } from "./simulator";

await runAppliance((argv) => {
  const company = generateCompany(parseFleetOptions(argv, process.env));
  return createSysaidSimulator({ company, truth: () => truthOf(company) }).app;
});
