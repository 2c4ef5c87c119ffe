// What a filter or a chart groups operating systems by. First pattern wins, so servers stand before
// the clients whose version numbers they share.
const FAMILIES: readonly [RegExp, string][] = [
  [/windows.*server|server.*(2003|2008|2012|2016|2019|2022|2025)/, "Windows Server"],
  [/windows\D*11\b/, "Windows 11"],
  [/windows\D*10\b/, "Windows 10"],
  [/windows\D*8(\.1)?\b/, "Windows 8"],
  [/windows\D*7\b/, "Windows 7"],
  [/windows (phone|mobile|ce)/, "Other"],
  [/windows/, "Windows (older)"],
  [/ipad ?os|\bipad\b/, "iOS"],
  [/\biphone|(^|[^a-z])ios\b(?![ -]?x[er])/, "iOS"],
  [/mac ?os|os x|darwin/, "macOS"],
  [/chrome ?os/, "ChromeOS"],
  [/android/, "Android"],
  [
    /linux|ubuntu|debian|red ?hat|rhel|centos|fedora|suse|rocky|alma|oracle linux|raspbian|\bmint\b|\barch\b/,
    "Linux",
  ],
  [/esxi?|vsphere/, "VMware ESXi"],
  [/\bios[ -]?x[er]|nx-?os|junos|cisco|fortios|pan-?os|routeros|comware|arubaos/, "Network OS"],
  [/aix|solaris|hp-?ux|freebsd|openbsd/, "Unix"],
];

const MODELS: readonly [RegExp, string][] = [
  [/macbook|imac|mac ?mini|mac ?pro|mac ?studio|macmini|macpro/, "macOS"],
  [/iphone|ipad/, "iOS"],
  [/galaxy|pixel/, "Android"],
  [/chromebook/, "ChromeOS"],
];

/** The family of an operating system by its name, else by the model; `null` when neither tells. */
export function osFamilyOf(osName: string | null, model: string | null): string | null {
  const name = osName?.trim().toLowerCase() ?? "";
  if (name !== "") {
    // Network gear calls its system IOS too.
    if (/cisco/.test(name)) return "Network OS";
    return FAMILIES.find(([pattern]) => pattern.test(name))?.[1] ?? "Other";
  }
  const machine = model?.toLowerCase() ?? "";
  return MODELS.find(([pattern]) => pattern.test(machine))?.[1] ?? null;
}
