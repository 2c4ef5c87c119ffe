import { Hono } from "hono";
import type { Clock } from "../appliance/clock";
import { createControl } from "../appliance/control";
import type { ApplianceEnv } from "../appliance/environment";
import type { FaultOrder } from "../appliance/faults";
import type { Company } from "../fleet/model";
import { KaceServerFault } from "./entities/ticket";
import {
  answerSignedOut,
  createGate,
  createOrganization,
  LOGIN_PAGE,
  type Appliance,
  type Organization,
} from "./gate";
import { KaceQueryError } from "./query";
import { KaceWriteRefusal } from "./refusal";
import { answerError } from "./render";
import { assetRoutes } from "./routes/assets";
import { inventoryRoutes } from "./routes/inventory";
import { managedInstallRoutes } from "./routes/managed-installs";
import { notificationRoutes } from "./routes/notifications";
import { scriptRoutes } from "./routes/scripts";
import { securityRoutes } from "./routes/security";
import { serviceDeskRoutes } from "./routes/service-desk";
import { userRoutes } from "./routes/users";
import { createSessions } from "./session";
import { INITIAL_SETTINGS, kaceSettingsSchema, type KaceSettings } from "./settings";
import { createStore, withoutRecords } from "./store";
import { UploadError } from "../appliance/uploads/multipart";

export interface KaceSimulatorOptions {
  /** Never changed: writes live beside it, until a reset. */
  company: Company;
  /** What `GET /__simulator/truth` answers. */
  truth?: () => unknown;
  clock?: Clock;
  /** Orders that stand from the start. */
  faults?: FaultOrder[];
  settings?: Partial<KaceSettings>;
}

/**
 * A simulated KACE SMA 13.2. `app` is to be served; `control` moves its clock, orders faults and
 * changes settings from inside the process, as `/__simulator/*` does from outside.
 */
export function createKaceSimulator(options: KaceSimulatorOptions) {
  const { company } = options;
  let organizations = new Map<number, Organization>();
  const control: ReturnType<typeof createControl<KaceSettings>> = createControl<KaceSettings>({
    clock: options.clock,
    truth: options.truth ?? (() => ({})),
    expire: (c): Response => {
      sessions.close(c);
      return answerSignedOut(c, control.settings());
    },
    loginPage: LOGIN_PAGE,
    reset: () => {
      sessions.clear();
      for (const { store } of organizations.values()) store.files.clear();
      organizations = new Map();
    },
    settings: {
      schema: kaceSettingsSchema,
      initial: { ...INITIAL_SETTINGS, ...options.settings },
    },
    faults: options.faults,
  });
  const sessions = createSessions(control.clock, control.settings);
  const organizationAt = (id: number): Organization => {
    const known = organizations.get(id);
    if (known !== undefined) return known;
    const made =
      id === 1
        ? createOrganization(createStore(company, { id, name: company.kace.organization }))
        : createOrganization(
            createStore(withoutRecords(company), { id, name: `Organization ${id}` }),
          );
    organizations.set(id, made);
    return made;
  };
  const appliance: Appliance = {
    sessions,
    settings: control.settings,
    now: control.clock.now,
    organizations: () =>
      Array.from({ length: control.settings().organizations }, (_, at) => organizationAt(at + 1)),
  };
  // Every path answers with and without its trailing slash.
  const app = new Hono<ApplianceEnv>({ strict: false });
  control.mount(app);
  mountRoutes(app, appliance, company);
  return { app, control };
}

function mountRoutes(app: Hono<ApplianceEnv>, appliance: Appliance, company: Company): void {
  const gate = createGate(appliance);
  app.route("/ams/shared/api", securityRoutes(appliance, gate, company));
  app.route("/api/users", userRoutes(appliance, gate));
  app.route("/api/inventory", inventoryRoutes(appliance, gate));
  app.route("/api/asset", assetRoutes(appliance, gate));
  app.route("/api/service_desk", serviceDeskRoutes(appliance, gate));
  app.route("/api/user_notifications", notificationRoutes(gate));
  app.route("/api", scriptRoutes(appliance, gate));
  // The reference gives the one as base path and writes the other.
  for (const base of ["/api/managed_install", "/api/mi"])
    app.route(base, managedInstallRoutes(appliance, gate));
  app.notFound((c) => answerError(c, 404, "Unknown route."));
  app.onError((error, c) => {
    if (error instanceof KaceQueryError || error instanceof UploadError)
      return answerError(c, 400, error.message);
    if (error instanceof KaceWriteRefusal) return answerError(c, error.status, error.message);
    if (error instanceof KaceServerFault) return c.html("<h1>Internal Server Error</h1>", 500);
    console.error(error);
    return c.html("<h1>Internal Server Error</h1>", 500);
  });
}
