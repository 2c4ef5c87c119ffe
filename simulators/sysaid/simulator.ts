import { Hono } from "hono";
import { setCookie } from "hono/cookie";
import { z } from "zod";
import type { Clock } from "../appliance/clock";
import { createControl } from "../appliance/control";
import type { ApplianceContext, ApplianceEnv } from "../appliance/environment";
import type { FaultOrder } from "../appliance/faults";
import type { Company } from "../fleet/model";
import { createActionItems } from "./action-items";
import { actionRoutes, type ActionStores } from "./action-routes";
import { addonRoutes } from "./addon-routes";
import { createAddons } from "./addons";
import { answer, answerError, readBody } from "./answers";
import { ApiError } from "./api-error";
import { assetRoutes } from "./asset-routes";
import { createCiRelations } from "./ci-relations";
import { ciRoutes, type CiStores } from "./ci-routes";
import { createCiStore } from "./ci-store";
import type { SysaidContextOf } from "./context";
import { createDirectory, type Member } from "./directory";
import { fileRoutes, photoRoutes, webFileRoute } from "./file-routes";
import { createFiles } from "./files";
import { filterRoutes } from "./filter-routes";
import { listRoutes } from "./list-routes";
import { passwordRoutes } from "./password-routes";
import { createPasswordServices } from "./password-services";
import { createRecordAccess } from "./record-access";
import { recordPartRoutes, type PartStores } from "./record-part-routes";
import { recordRoutes } from "./record-routes";
import { createRecordStore } from "./record-store";
import { createSessions, type Sessions } from "./sessions";
import { defaultSettings, settingsSchema, type SysaidSimulatorSettings } from "./settings";
import { resourceBundleRoutes, translationRoutes } from "./text-routes";
import { loginBody } from "./user-columns";
import { userRoutes } from "./user-routes";
import { createWorld, type World } from "./world";

export interface SysaidSimulatorOptions {
  company: Company;
  /** Answer of `GET /__simulator/truth`; nothing unless given. */
  truth?: () => unknown;
  /** Faults that stand from the start. */
  faults?: FaultOrder[];
  clock?: Clock;
  /** What differs from the documented limits. */
  settings?: Partial<SysaidSimulatorSettings>;
}

/** A SysAid server, REST API v1 below `/api/v1`, over a generated company. */
export function createSysaidSimulator(options: SysaidSimulatorOptions) {
  const { company } = options;
  const directory = createDirectory(company);
  const records = createRecordStore(company, directory);
  const cis = createCiStore(company);
  const relations = createCiRelations(company, (id) => cis.get(id) !== undefined);
  const addons = createAddons();
  const files = createFiles();
  const initial = { ...defaultSettings(company.kace.timeZone), ...options.settings };
  const control = createControl({
    clock: options.clock,
    truth: options.truth ?? (() => ({})),
    faults: options.faults,
    settings: { schema: settingsSchema, initial },
    loginPage: LOGIN_PAGE,
    expire: (c) => {
      sessions.end(c);
      return answerError(c, new ApiError(401, "Session expired"));
    },
    reset: () => {
      sessions.reset();
      passwords.forgetAll();
      records.reset();
      cis.reset();
      relations.reset();
      addons.reset();
      files.reset();
      actions.reset();
    },
  });
  const passwords = createPasswordServices(company, directory, control.settings);
  const sessions = createSessions({ directory, passwords }, control.clock, control.settings);
  const world: World = {
    ...createWorld(company, directory, control.clock, control.settings),
    ciName: (id) => cis.get(id)?.name ?? "",
    photoOf: files.photoOf,
  };
  const callers = new WeakMap<Request, Member>();
  const callerOf = (c: ApplianceContext): Member => {
    const caller = callers.get(c.req.raw);
    if (caller === undefined) throw new ApiError(401, "Session expired");
    return caller;
  };

  const actions = createActionItems(world, records);

  const app = new Hono<ApplianceEnv>();
  control.mount(app);
  const access = createRecordAccess(world, records, callerOf);
  const stores = { records, files, access, actions, cis, relations, addons };
  const api = new Hono<ApplianceEnv>()
    .post("/login", (c) => login(c, sessions, world))
    .use(async (c, next) => {
      callers.set(c.req.raw, sessions.authenticate(c));
      await next();
    })
    .route("/ps", passwordRoutes(passwords))
    .route("/", entityRoutes(world, stores, callerOf))
    .all("*", (c) => c.html(NOT_FOUND_PAGE, 404));
  app.route("/api/v1", api);
  app.get("/Login.jsp", (c) => c.html(LOGIN_PAGE));
  app.get("/getFile", (c, next) => {
    if (!sessions.isOpen(c)) return next();
    callers.set(c.req.raw, sessions.authenticate(c));
    return Promise.resolve(webFileRoute(files, access)(c));
  });
  // Everything outside the API belongs to the web application, which asks API sessions to sign in.
  app.all("*", (c) => c.redirect("/Login.jsp", 302));
  app.onError((error, c) => {
    if (error instanceof ApiError) return answerError(c, error);
    console.error(error);
    return c.html(ERROR_PAGE, 500);
  });
  return { app, control, world, records, passwords };
}

type Stores = PartStores & ActionStores & CiStores;

/** The routes of everything that a session may ask for. */
function entityRoutes(world: World, stores: Stores, callerOf: SysaidContextOf) {
  const { files, access } = stores;
  const addons = addonRoutes(world, stores.addons, callerOf);
  return (
    new Hono<ApplianceEnv>()
      .route("/users", userRoutes(world, callerOf))
      .route("/users", photoRoutes(world, files, callerOf))
      .route("/filters", filterRoutes(world, callerOf))
      .route("/list", listRoutes(world, callerOf))
      .route("/sr", recordRoutes(world, stores))
      .route("/sr", recordPartRoutes(world, stores))
      .route("/action", actionRoutes(world, stores))
      .route("/asset", assetRoutes(world, callerOf))
      .route("/ci", ciRoutes(world, stores, callerOf))
      .route("/addons", addons)
      // The document's samples of writes spell it so.
      .route("/addon", addons)
      .route("/rb", resourceBundleRoutes())
      .route("/translate", translationRoutes())
      .route("/file", fileRoutes(files, access))
  );
}

const credentialsSchema = z.object({
  user_name: z.string(),
  password: z.string(),
  account_id: z.string().nullish(),
});

async function login(c: ApplianceContext, sessions: Sessions, world: World): Promise<Response> {
  const read = credentialsSchema.safeParse(await readBody(c));
  if (!read.success) throw new ApiError(400, "Missing user name or password");
  const { user_name: userName, password, account_id: accountId } = read.data;
  const isOtherAccount = accountId && accountId !== world.company.sysaid.accountId;
  const { member, newSessionId } = sessions.login(
    // A wrong account is refused as a wrong password is, and counts as much.
    { userName, password: isOtherAccount ? "" : password },
    c,
  );
  c.set("sessionUser", member.user.userName);
  if (newSessionId !== null) {
    setCookie(c, "JSESSIONID", newSessionId, { path: "/", httpOnly: true });
    // The load balancer's own, without which a farm would lose the session.
    setCookie(c, "ROUTEID", ".node1", { path: "/" });
  }
  return answer(c, loginBody(member, world));
}

const LOGIN_PAGE =
  "<!DOCTYPE html><html><head><title>SysAid Login</title></head><body><h1>Sign in</h1>" +
  "<form method='post' action='/Login.jsp'><input name='userName'><input name='password' type='password'></form></body></html>";
const NOT_FOUND_PAGE =
  "<!DOCTYPE html><html><head><title>HTTP Status 404</title></head><body><h1>HTTP Status 404 - Not Found</h1></body></html>";
const ERROR_PAGE =
  "<!DOCTYPE html><html><head><title>HTTP Status 500</title></head><body><h1>HTTP Status 500 - Internal Server Error</h1></body></html>";
