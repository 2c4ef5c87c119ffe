import { startAppliance } from "./appliance/serve";
import { TINY_PASSWORD } from "./appliance/tiny-company";
import type { Company } from "./fleet/model";
import { createKaceSimulator } from "./kace/simulator";
import { createTestCompany } from "./kace/test-company";
import { createSysaidSimulator } from "./sysaid/simulator";

/** The test company where the accounts that only KACE has (Rita, Fay) are unknown to SysAid. */
export function createJointCompany(): Company {
  const company = createTestCompany();
  const people = company.people.map((one) => (one.id > 6 ? { ...one, sysaid: undefined } : one));
  return { ...company, people };
}

/** Both appliances over one company. Neither listens before `start`, whose `close` ends both. */
export function createTestAppliances(company = createJointCompany()) {
  const kace = createKaceSimulator({ company });
  const sysaid = createSysaidSimulator({ company, settings: { loginLimit: 100 } });
  const start = async () => {
    const servers = [await startAppliance(kace), await startAppliance(sysaid)] as const;
    return {
      urls: { kace: servers[0].url, sysaid: servers[1].url },
      password: TINY_PASSWORD,
      clearFaults: () => [kace, sysaid].forEach(({ control }) => control.faults.clear()),
      close: async () => void (await Promise.all(servers.map((server) => server.close()))),
    };
  };
  return { company, kace, sysaid, start };
}
