import {
  House,
  MonitorSmartphone,
  Network,
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
}

export const NAV_ITEMS: readonly NavItem[] = [
  { href: "/", label: "Home", icon: House, keys: "g h" },
  { href: "/tickets", label: "Tickets", icon: TicketCheck, keys: "g t" },
  { href: "/devices", label: "Devices", icon: MonitorSmartphone, keys: "g d" },
  { href: "/cis", label: "CIs", icon: Network, keys: "g c" },
  { href: "/team", label: "Team", icon: Users, keys: "g m" },
  { href: "/walls", label: "Walls", icon: Tv, keys: "g w" },
];

/** The part of the product that a path belongs to. */
export function navItemOf(pathname: string): NavItem | null {
  const own = NAV_ITEMS.find(
    ({ href }) => href !== "/" && (pathname === href || pathname.startsWith(`${href}/`)),
  );
  return own ?? (pathname === "/" ? (NAV_ITEMS[0] ?? null) : null);
}
