import { openStack, waitUntilFilled } from "./stack";

/** Where the product of a run of journeys answers. Set-up tells the workers through the environment. */
export const ADDRESS_NAMES = {
  url: "SIGHTLINE_JOURNEY_URL",
  kace: "SIGHTLINE_JOURNEY_KACE",
  sysaid: "SIGHTLINE_JOURNEY_SYSAID",
} as const;

/** Starts one product for all journeys, fills it, and ends exactly it afterwards. */
export default async function setUp(): Promise<() => Promise<void>> {
  const stack = await openStack({ devices: 300, tickets: 900, cis: 120 });
  try {
    await waitUntilFilled(stack);
  } catch (error) {
    await stack.end();
    throw error;
  }
  process.env[ADDRESS_NAMES.url] = stack.url;
  process.env[ADDRESS_NAMES.kace] = stack.kace.url;
  process.env[ADDRESS_NAMES.sysaid] = stack.sysaid.url;
  return () => stack.end();
}
