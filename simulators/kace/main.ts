import { runAppliance } from "../appliance/serve";
import { generateCompany, parseFleetOptions, truthOf } from "../fleet";
import { createKaceSimulator } from "./simulator";

await runAppliance((argv) => {
  const company = generateCompany(parseFleetOptions(argv, process.env));
  return createKaceSimulator({ company, truth: () => truthOf(company) }).app;
});
