import { z } from "zod";
import { ApiError } from "./api-error";

/** One parameter of an add-on. The server tells encrypted values in full; screens are to hide them. */
export interface AddonParam {
  name: string;
  description: string;
  value: string;
  type: "text" | "boolean";
  mandatory: boolean;
  editable: boolean;
  encrypted: boolean;
}

export interface Addon {
  name: string;
  title: string;
  description: string;
  logoFileName: string;
  version: number;
  addonType: string;
  link: string;
  linkText: string;
  active: boolean;
  /** Whether it is packed with the server; others are delivered by hand. */
  implemented: boolean;
  params: readonly AddonParam[];
}

/** The add-ons as they are set up; changes last while the program runs. */
export interface Addons {
  list(): readonly Addon[];
  /** Throws SysAid's 400 for an unknown name. */
  get(name: string): Addon;
  /** Switches and fills in. Throws SysAid's 400 where a mandatory value would be missing while it is on. */
  update(name: string, body: unknown): void;
  /** Tries the values as sent, over those that stand. Throws SysAid's 400 with the reason of a failure. */
  test(name: string, body: unknown): void;
  isActive(name: string): boolean;
  reset(): void;
}

const param = (
  name: string,
  description: string,
  value: string,
  rest: Partial<AddonParam> = {},
): AddonParam => ({
  name,
  description,
  value,
  type: "text",
  mandatory: true,
  editable: true,
  encrypted: false,
  ...rest,
});
const secret = (name: string, description: string, value: string) =>
  param(name, description, value, { encrypted: true });

type Plan = Pick<Addon, "name" | "title" | "description" | "addonType" | "active"> & Partial<Addon>;
const addon = (plan: Plan): Addon => ({
  logoFileName: `addons/${plan.name}/images/${plan.name}Logo.png`,
  version: 1,
  link: `https://addons.example/${plan.name}`,
  linkText: `${plan.title} set-up`,
  implemented: true,
  params: [],
  ...plan,
});

/** A believable set: on and off, with and without secrets, one that is not packed with the server. */
const ADDONS: readonly Addon[] = [
  addon({
    name: "bomgar",
    title: "Bomgar",
    description: "Remote support sessions out of a service record",
    addonType: "Remote Control",
    active: true,
    params: [
      param("bomgar_url", "Address of the appliance", "https://support.northwind.example"),
      param("bomgar_user_name", "User name", "sysaid-integration"),
      secret("bomgar_password", "Password", "s3cret-Bomgar-pw"),
    ],
  }),
  addon({
    name: "barcode",
    title: "Barcodes",
    description: "Labels on CIs, and an inventory with a scanner",
    addonType: "Asset Management",
    active: true,
    params: [
      param("barcode_symbology", "Kind of code", "CODE_128"),
      param("barcode_prefix", "What codes begin with", "", { mandatory: false }),
    ],
  }),
  addon({
    name: "teams",
    title: "Microsoft Teams",
    description: "Tells a channel about new and escalated records",
    addonType: "Messaging",
    active: false,
    params: [
      secret("teams_webhook_url", "Address of the channel's webhook", ""),
      param("teams_notify_on_close", "Tell closed records too", "false", {
        type: "boolean",
        mandatory: false,
      }),
    ],
  }),
  addon({
    name: "jira",
    title: "Jira",
    description: "Hands problems on to development as issues",
    addonType: "Development",
    active: true,
    version: 3,
    params: [
      param("jira_url", "Address", "https://jira.northwind.example"),
      param("jira_user", "Account", "sysaid@northwind.example"),
      secret("jira_api_token", "API token", "jira-token-4f1c"),
      param("jira_site_id", "Site, as Jira told it", "nw-1", { editable: false, mandatory: false }),
    ],
  }),
  addon({
    name: "erp",
    title: "ERP tickets",
    description: "Takes tickets out of the ERP; set up by the vendor's own people",
    addonType: "Other",
    active: false,
    implemented: false,
    linkText: "",
  }),
];

const writtenSchema = z.object({
  active: z
    .union([z.boolean(), z.enum(["true", "false"]).transform((on) => on === "true")])
    .optional(),
  params: z
    .array(z.object({ name: z.string(), value: z.unknown() }))
    .nullish()
    .transform((params) => params ?? []),
});

/** An add-on with the values that a body sends; what may not be changed stays as it is. */
function filledIn(known: Addon, body: unknown): Addon {
  const read = writtenSchema.safeParse(body);
  if (!read.success) throw new ApiError(400, "Invalid JSON payload");
  const sent = new Map(read.data.params.map(({ name, value }) => [name, value]));
  const params = known.params.map((one) => {
    const value = sent.get(one.name);
    if (!one.editable || value === undefined) return one;
    return { ...one, value: value === null ? "" : String(value) };
  });
  return { ...known, active: read.data.active ?? known.active, params };
}

function refuseMissing({ params }: Addon): void {
  const missing = params.find(({ mandatory, value }) => mandatory && value.trim() === "");
  if (missing) throw new ApiError(400, `Missing mandatory parameter ${missing.name}`);
}

/** Nothing is ever connected to: an address that is none, or of a host that cannot be, is unreachable. */
function refuseUnreachable({ params }: Addon): void {
  for (const { name, value } of params) {
    if (!name.endsWith("_url") || value === "") continue;
    const isWeb = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
    if (!isWeb || new URL(value).hostname.endsWith(".invalid")) {
      throw new ApiError(400, `Connection failed: ${name} cannot be reached`);
    }
  }
}

export function createAddons(): Addons {
  let byName = new Map<string, Addon>();
  const reset = () => {
    byName = new Map(ADDONS.map((one) => [one.name, one]));
  };
  reset();
  const get = (name: string): Addon => {
    const known = byName.get(name);
    if (known === undefined) throw new ApiError(400, "Invalid add-on name");
    return known;
  };
  return {
    list: () => [...byName.values()],
    get,
    update(name, body) {
      const changed = filledIn(get(name), body);
      if (changed.active) {
        if (!changed.implemented) throw new ApiError(400, "Add-on is not implemented");
        refuseMissing(changed);
      }
      byName.set(name, changed);
    },
    test(name, body) {
      const tried = filledIn(get(name), body);
      if (!tried.implemented) throw new ApiError(400, "Add-on is not implemented");
      refuseMissing(tried);
      refuseUnreachable(tried);
    },
    isActive: (name) => byName.get(name)?.active ?? false,
    reset,
  };
}
