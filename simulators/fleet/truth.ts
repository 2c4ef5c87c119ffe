import type { Company, Truth } from "./model";

/** Which records are one device and which accounts are one person, by native ids; for tests only. */
export function truthOf(company: Company): Truth {
  const devices = new Map<number, Truth["devices"][number]>();
  for (const { id } of company.devices) {
    devices.set(id, { id, kaceMachines: [], kaceAssets: [], sysaidAssets: [], sysaidCis: [] });
  }
  for (const machine of company.kace.machines)
    devices.get(machine.deviceId)?.kaceMachines.push(machine.id);
  for (const asset of company.kace.assets) {
    if (asset.deviceId !== null) devices.get(asset.deviceId)?.kaceAssets.push(asset.id);
  }
  for (const asset of company.sysaid.assets)
    devices.get(asset.deviceId)?.sysaidAssets.push(asset.id);
  for (const ci of company.sysaid.cis) {
    if (ci.deviceId !== null) devices.get(ci.deviceId)?.sysaidCis.push(ci.id);
  }
  const people = company.people.map((person): Truth["people"][number] => ({
    id: person.id,
    ...(person.kace ? { kaceUser: person.kace.id } : {}),
    ...(person.sysaid ? { sysaidUser: person.sysaid.id } : {}),
    managerId: person.managerId,
  }));
  return { devices: [...devices.values()], people, accounts: company.accounts };
}
