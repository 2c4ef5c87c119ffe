import {
  Braces,
  House,
  MonitorSmartphone,
  Network,
  Package,
  PlugZap,
  TicketCheck,
  Tv,
  Users,
  type LucideIcon,
} from "lucide-react";

export interface NavItem {
  href: string;
  label: string;
  icon: LucideIcon;
  keys: string;
  /** Where a phone has no room for the label. */
  shortLabel?: string;
  /** For administrators of either system; others would find a page that says so. */
  administrators?: true;
  /** Lists beside the first one, as tabs above them. */
  sections?: readonly NavSection[];
}

/** One of several lists that belong together. */
export interface NavSection {
  href: string;
  label: string;
  administrators?: true;
}

const DEVICE_SECTIONS: readonly NavSection[] = [
  { href: "/devices", label: "All devices" },
  { href: "/devices/coverage", label: "Coverage" },
  { href: "/devices/conflicts", label: "Conflicts" },
  { href: "/devices/identity", label: "Identity" },
  { href: "/devices/archived", label: "Archived" },
  { href: "/devices/nodes", label: "Nodes" },
  { href: "/devices/asset-types", label: "Asset types" },
  { href: "/devices/walks", label: "Audit walks" },
  { href: "/devices/runs", label: "Runs" },
  { href: "/devices/rules", label: "Rules", administrators: true },
];

const SOFTWARE_SECTIONS: readonly NavSection[] = [
  { href: "/software", label: "Titles" },
  { href: "/software/licences", label: "Licences" },
  { href: "/software/cves", label: "CVEs" },
  { href: "/software/operating-systems", label: "Operating systems" },
  { href: "/software/processes", label: "Processes" },
  { href: "/software/services", label: "Services" },
  { href: "/software/startup-programs", label: "Start-up programs" },
  { href: "/software/managed-installs", label: "Managed installs" },
  { href: "/software/scripts", label: "Scripts" },
];

export const NAV_ITEMS: readonly NavItem[] = [
  { href: "/", label: "Home", icon: House, keys: "g h" },
  { href: "/tickets", label: "Tickets", icon: TicketCheck, keys: "g t" },
  {
    href: "/devices",
    label: "Devices",
    icon: MonitorSmartphone,
    keys: "g d",
    sections: DEVICE_SECTIONS,
  },
  {
    href: "/software",
    label: "Software",
    icon: Package,
    keys: "g s",
    sections: SOFTWARE_SECTIONS,
  },
  { href: "/cis", label: "CIs", icon: Network, keys: "g c" },
  { href: "/team", label: "Team", icon: Users, keys: "g m" },
  { href: "/walls", label: "Walls", icon: Tv, keys: "g w" },
  { href: "/developers", label: "API", icon: Braces, keys: "g a" },
  {
    href: "/connections",
    label: "Connections",
    shortLabel: "Systems",
    icon: PlugZap,
    keys: "g n",
    administrators: true,
  },
];

/** The parts that somebody finds in the navigation. */
export function navItemsFor(isAdministrator: boolean): readonly NavItem[] {
  return NAV_ITEMS.filter(({ administrators }) => isAdministrator || !administrators);
}

/** The tabs above a list; none on the page of a single thing. */
export function sectionsAt(pathname: string, isAdministrator: boolean): readonly NavSection[] {
  const all = navItemOf(pathname)?.sections ?? [];
  if (!all.some(({ href }) => href === pathname)) return [];
  return all.filter(({ administrators }) => isAdministrator || !administrators);
}

/** The part of the product that a path belongs to. */
export function navItemOf(pathname: string): NavItem | null {
  const own = NAV_ITEMS.find(
    ({ href }) => href !== "/" && (pathname === href || pathname.startsWith(`${href}/`)),
  );
  return own ?? (pathname === "/" ? (NAV_ITEMS[0] ?? null) : null);
}
