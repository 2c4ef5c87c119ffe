import type { Platform } from "../platforms";

/** A script as the appliance holds it from the beginning. */
export interface ScriptPlan {
  name: string;
  description: string;
  notes: string;
  platforms: readonly Platform[];
  fileName: string;
  text: string;
  /** Delivered with the appliance; the others were written in the organisation. */
  isDelivered: boolean;
  isEnabled: boolean;
  /** Files that the script needs beside it: name and text. */
  dependencies: readonly (readonly [name: string, text: string])[];
}

const plan = (
  name: string,
  description: string,
  rest: Partial<ScriptPlan> & Pick<ScriptPlan, "platforms" | "fileName" | "text">,
): ScriptPlan => ({
  name,
  description,
  notes: "",
  isDelivered: false,
  isEnabled: true,
  dependencies: [],
  ...rest,
});

export const SCRIPT_PLANS: readonly ScriptPlan[] = [
  plan("Force agent check-in", "Makes the agent report its inventory at once", {
    platforms: ["windows", "mac", "linux"],
    fileName: "checkin.sh",
    text: "runkbot 4 0",
    isDelivered: true,
  }),
  plan("Flush DNS cache", "Empties the resolver's cache after a change of addresses", {
    platforms: ["windows"],
    fileName: "flush-dns.cmd",
    text: "@echo off\r\nipconfig /flushdns\r\nexit /b %errorlevel%",
    isDelivered: true,
  }),
  plan("Clear print queue", "Stops the spooler, removes stuck jobs and starts it again", {
    platforms: ["windows"],
    fileName: "clear-queue.ps1",
    text: "Stop-Service Spooler\nRemove-Item $env:windir\\System32\\spool\\PRINTERS\\* -Force\nStart-Service Spooler",
    notes: "Service desk may run this on one device at a time",
  }),
  plan("Free disk space", "Removes temporary files older than 14 days", {
    platforms: ["windows"],
    fileName: "free-space.ps1",
    text: "Get-ChildItem $env:TEMP -Recurse | Where-Object LastWriteTime -lt (Get-Date).AddDays(-14) | Remove-Item -Force -Recurse",
  }),
  plan("Reset VPN client", "Puts the VPN client's profile back to the company's", {
    platforms: ["windows", "mac"],
    fileName: "reset-vpn.sh",
    text: "cp vpn-profile.xml /opt/vpn/profile/",
    notes: "Needs the profile file of the network team",
    dependencies: [
      ["vpn-profile.xml", "<profile><gateway>vpn.example</gateway></profile>\n"],
      ["README.txt", "Profile of the company's VPN. Ask the network team before changing it.\n"],
    ],
  }),
  plan(
    "Rotate local administrator password",
    "Sets a new random password and stores it in the vault",
    {
      platforms: ["windows"],
      fileName: "rotate.ps1",
      text: "Reset-LapsPassword",
    },
  ),
  plan("Collect event logs", "Zips the last day's system and application logs and uploads them", {
    platforms: ["windows"],
    fileName: "collect-logs.ps1",
    text: "wevtutil epl System system.evtx\nCompress-Archive system.evtx logs.zip",
  }),
  plan("Repair Office", "Runs the quick repair of Office without asking the user", {
    platforms: ["windows"],
    fileName: "repair-office.cmd",
    text: "OfficeC2RClient.exe scenario=Repair platform=x64 culture=en-us RepairType=QuickRepair DisplayLevel=False",
  }),
  plan("Enable FileVault", "Turns disk encryption on at the user's next sign-in", {
    platforms: ["mac"],
    fileName: "filevault.sh",
    text: "#!/bin/sh\nfdesetup enable -defer /var/root/filevault.plist",
  }),
  plan("Update packages", "Installs all pending security updates", {
    platforms: ["linux"],
    fileName: "update.sh",
    text: "#!/bin/sh\nunattended-upgrade -v",
    notes: "Runs by itself every Sunday night",
  }),
  plan("Restart with notice", "Tells the user and restarts after five minutes", {
    platforms: ["windows", "mac"],
    fileName: "restart.sh",
    text: "shutdown -r +5",
    isDelivered: true,
  }),
  plan("Remove old Java", "Uninstalls Java 7 and older", {
    platforms: ["windows"],
    fileName: "remove-java.ps1",
    text: "Get-Package 'Java 7*' | Uninstall-Package -Force",
    notes: "Draft; not tested on servers",
    isEnabled: false,
  }),
];
