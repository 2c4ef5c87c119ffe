import {
  Braces,
  House,
  MonitorSmartphone,
  Network,
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
}

export const NAV_ITEMS: readonly NavItem[] = [
  { href: "/", label: "Home", icon: House, keys: "g h" },
  { href: "/tickets", label: "Tickets", icon: TicketCheck, keys: "g t" },
  { href: "/devices", label: "Devices", icon: MonitorSmartphone, keys: "g d" },
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

/** The part of the product that a path belongs to. */
export function navItemOf(pathname: string): NavItem | null {
  const own = NAV_ITEMS.find(
    ({ href }) => href !== "/" && (pathname === href || pathname.startsWith(`${href}/`)),
  );
  return own ?? (pathname === "/" ? (NAV_ITEMS[0] ?? null) : null);
}
