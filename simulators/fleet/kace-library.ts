import type { Company, KaceManagedInstall, KacePattern, KaceQueue, KaceSoftware } from "./model";
import { SCRIPT_PLANS, type ScriptPlan } from "./templates/scripts";

const MAX_INSTALLS = 24;
const PATTERNS_PER_QUEUE = 4;
const WEEK_MS = 7 * 86_400_000;

/** What an appliance keeps for its administrators: ticket templates, scripts and managed installs. */
export interface KaceLibrary {
  patterns: KacePattern[];
  scripts: readonly ScriptPlan[];
  managedInstalls: KaceManagedInstall[];
}

/** Follows from the company's queues and titles, so that no other record changes with it. */
export function generateKaceLibrary({ kace, options }: Company): KaceLibrary {
  return {
    patterns: kace.queues.flatMap((queue, at) => patternsOf(queue, at * PATTERNS_PER_QUEUE + 1)),
    scripts: kace.machines.length === 0 ? [] : SCRIPT_PLANS,
    managedInstalls: managedInstallsOf(kace.software, options.now),
  };
}

/** Each queue has its default, one for a frequent case, one for owners and one for processes only. */
function patternsOf(queue: KaceQueue, firstId: number): KacePattern[] {
  const category = queue.categories.at(-1);
  const priority = queue.priorities.at(0);
  const plain = {
    queueId: queue.id,
    isDefault: false,
    isEnabled: true,
    isProcessOnly: false,
    isLimited: false,
    title: "",
    summary: "",
    categoryId: 0,
    priorityId: 0,
    hiddenKeys: [],
  };
  return [
    { ...plain, id: firstId, name: "Standard", isDefault: true },
    {
      ...plain,
      id: firstId + 1,
      name: `${category?.name ?? "Other"} request`,
      title: `${category?.name ?? "Other"}: `,
      summary: "What do you need, for whom, and until when?",
      categoryId: category?.id ?? 0,
      hiddenKeys: ["category", "asset"],
    },
    {
      ...plain,
      id: firstId + 2,
      name: "Urgent, for owners",
      priorityId: priority?.id ?? 0,
      isLimited: true,
      hiddenKeys: ["cc_list"],
    },
    { ...plain, id: firstId + 3, name: "Process step", isProcessOnly: true },
  ];
}

function managedInstallsOf(software: readonly KaceSoftware[], now: number): KaceManagedInstall[] {
  const titles = new Map<string, KaceSoftware>();
  for (const title of software)
    if (!titles.has(title.name) && titles.size < MAX_INSTALLS) titles.set(title.name, title);
  return [...titles.values()].map((title, at) => {
    const platform = at % 6 === 5 ? "mac" : at % 11 === 10 ? "linux" : "windows";
    const ending = { windows: "msi", mac: "pkg", linux: "deb" }[platform];
    const fileName = `${title.name.replaceAll(/[^A-Za-z0-9]+/g, "-")}-${title.version}.${ending}`;
    return {
      id: at + 1,
      name: `${title.name} ${title.version}`,
      softwareId: title.id,
      platform,
      isEnabled: at % 5 !== 4,
      fileName,
      fileSizeBytes: 1_048_576 * (3 + ((at * 37) % 240)),
      commandLine: platform === "windows" ? `msiexec /i ${fileName} /qn` : `install ${fileName}`,
      targetedShare: ((4 + at * 3) % 10) / 10,
      createdAt: now - (at + 2) * WEEK_MS,
      modifiedAt: now - (at + 1) * WEEK_MS,
    };
  });
}
