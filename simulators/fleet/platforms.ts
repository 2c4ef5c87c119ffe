/** Systems that an agent of KACE runs on; phones, printers and network devices have none. */
export type Platform = "windows" | "mac" | "linux";

/** The platform that an operating system's name tells, or `null` where it has no agent. */
export function platformOf(osName: string): Platform | null {
  if (/windows/i.test(osName)) return "windows";
  if (/\bmac ?os|\bos x\b/i.test(osName)) return "mac";
  return /linux|ubuntu|debian|suse|centos/i.test(osName) ? "linux" : null;
}
