import type { SysaidGroup, SysaidListValue } from "../model";

/** Support groups. Ids 1 and 10 are the ones that recorded answers show. */
export const SYSAID_GROUPS: readonly SysaidGroup[] = [
  { id: 1, name: "Support", supportLevel: 1 },
  { id: 10, name: "N1 Service Desk", supportLevel: 1 },
  { id: 11, name: "Desktop Engineering", supportLevel: 2 },
  { id: 12, name: "Servers and Storage", supportLevel: 2 },
  { id: 13, name: "Network", supportLevel: 2 },
  { id: 14, name: "Business Applications", supportLevel: 2 },
  { id: 15, name: "Field Service Europe", supportLevel: 1 },
  { id: 16, name: "Security", supportLevel: 3 },
];

/** SysAid's default statuses with their class: 0 open, 1 closed, 2 ignored. */
const STATUSES: readonly (readonly [number, string, 0 | 1 | 2])[] = [
  [1, "New", 0],
  [2, "Open", 0],
  [3, "Closed", 1],
  [4, "Verified closed", 1],
  [5, "Pending", 0],
  [6, "Postponed", 0],
  [7, "Deleted", 2],
  [8, "Reopened by End User", 0],
  [18, "Change opened and being analyzed", 0],
  [19, "Change Approved", 0],
  [20, "Change Rejected", 1],
  [21, "Change Completed", 1],
  [22, "Being Analyzed", 0],
  [23, "In Approval Process", 0],
  [24, "In Implementation", 0],
  [25, "In Release", 0],
  [26, "Waiting to be closed", 0],
  [27, "Problem Identified", 0],
  [28, "Problem Solved", 1],
  [29, "Closed unresolved problem", 1],
  [30, "Analyzing the solution for the problem", 0],
  [31, "User Responded", 0],
  [32, "Pending Problem resolution", 0],
  [33, "Request opened and being analyzed", 0],
  [34, "Request Completed", 1],
  [35, "Request Rejected", 1],
  [36, "Request Cancelled", 1],
  [39, "Merge Deleted", 2],
  [40, "Merge Closed", 1],
];

const toValues = (captions: readonly string[]): SysaidListValue[] =>
  captions.map((caption, index) => ({ id: String(index + 1), caption }));

/** Lists by id, with the ids and captions of a default tenant. */
export const SYSAID_LISTS: Record<string, { caption: string; values: SysaidListValue[] }> = {
  status: {
    caption: "Status",
    values: STATUSES.map(([id, caption, valueClass]) => ({ id: String(id), caption, valueClass })),
  },
  priority: {
    caption: "Priority",
    values: toValues(["Highest", "Very High", "High", "Normal", "Low"]),
  },
  urgency: {
    caption: "Urgency",
    values: toValues(["Urgent", "Very High", "High", "Normal", "Low"]),
  },
  impact: { caption: "Impact", values: toValues(["Highest", "High", "Medium", "Low"]) },
  source: {
    caption: "Source",
    values: [
      { id: "0", caption: "Administrator-Other" },
      { id: "1", caption: "Administrator Portal" },
      { id: "2", caption: "Email" },
      { id: "4", caption: "Self-Service Portal" },
    ],
  },
  sr_type: {
    caption: "Service Record Type",
    values: [
      { id: "1", caption: "Incident" },
      { id: "2", caption: "Incident Template" },
      { id: "4", caption: "Change" },
      { id: "6", caption: "Problem" },
      { id: "10", caption: "Request" },
      { id: "11", caption: "Request Template" },
    ],
  },
  known_error: {
    caption: "Known Error",
    values: [
      { id: "P", caption: "Production" },
      { id: "D", caption: "Development" },
      { id: "N", caption: "No" },
    ],
  },
  agreement: { caption: "Agreement", values: [{ id: "1", caption: "DEFAULT SLA" }] },
};

/** Category paths by topic of a ticket template; three levels, as the category tree has them. */
export const SYSAID_CATEGORIES: Record<string, readonly [string, string, string]> = {
  hardware: ["Hardware", "Computer", "Malfunction"],
  battery: ["Hardware", "Computer", "Battery or power"],
  screen: ["Hardware", "Peripherals", "Monitor or dock"],
  printer: ["Hardware", "Printer", "Does not print"],
  phone: ["Hardware", "Mobile", "Phone or tablet"],
  order: ["Hardware", "New equipment", "Order"],
  account: ["Access", "Account", "Login/Password problem"],
  permission: ["Access", "Permissions", "Permission request"],
  email: ["Basic Software", "Mail", "Outlook"],
  office: ["Basic Software", "Office", "Error message"],
  install: ["Basic Software", "Installation", "Software request"],
  erp: ["Business Applications", "ERP", "Error message"],
  business: ["Business Applications", "Other application", "Error message"],
  network: ["Network", "LAN and Wi-Fi", "No connection"],
  vpn: ["Network", "Remote access", "VPN"],
  server: ["Infrastructure", "Server", "Performance"],
  storage: ["Infrastructure", "Storage", "Backup and restore"],
  security: ["Security", "Threat", "Suspicious message"],
  facilities: ["Facilities", "Building", "Repair"],
  onboarding: ["People", "Joiners and leavers", "Checklist"],
};
