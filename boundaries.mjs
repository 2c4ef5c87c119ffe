// Who may not import whom: each entry says that `target` may not import from `from`.
// boundaries.test.ts proves that lint refuses what stands here.
const S = "./lib/server";
const SUBJECTS = [
  "tickets",
  "devices",
  "inventory",
  "cis",
  "home",
  "wall",
  "team",
  "auth",
  "shell",
  "connections",
  "developers",
];
const PLAIN = ["ui", "grid", "charts", "graph", "forms"];
const PROGRAMS = ["./simulators", "./e2e", "./scripts"];
const USE_CASES = [
  "tickets",
  "devices",
  "forms",
  "inventory",
  "cis",
  "home",
  "wall",
  "team",
  "health",
  "proxy",
  "connections",
  "developers",
].map((subject) => `${S}/${subject}`);
const LOW = [`${S}/api`, `${S}/auth`, ...USE_CASES];

export const ZONES = [
  {
    target: "./lib/domain",
    from: ["./app", "./components", "./lib/contracts", "./lib/client", S, "./lib/format"],
  },
  { target: "./lib/contracts", from: ["./app", "./components", "./lib/client", S] },
  { target: "./lib/format", from: ["./app", "./components", "./lib/client", "./lib/contracts", S] },
  { target: "./lib/client", from: ["./app", "./components", S] },
  { target: S, from: ["./app", "./components", "./lib/client"] },
  {
    target: `${S}/http`,
    from: ["./lib/contracts", `${S}/kace`, `${S}/sysaid`, `${S}/store`, `${S}/sync`, ...LOW],
  },
  {
    target: `${S}/store`,
    from: ["./lib/contracts", `${S}/http`, `${S}/kace`, `${S}/sysaid`, `${S}/sync`, ...LOW],
  },
  {
    target: `${S}/kace`,
    from: ["./lib/contracts", `${S}/sysaid`, `${S}/store`, `${S}/sync`, ...LOW],
  },
  {
    target: `${S}/sysaid`,
    from: ["./lib/contracts", `${S}/kace`, `${S}/store`, `${S}/sync`, ...LOW],
  },
  { target: `${S}/sync`, from: ["./lib/contracts", ...LOW] },
  { target: "./components", from: ["./app", S] },
  ...SUBJECTS.map((subject) => ({
    target: `./components/${subject}`,
    from: "./components",
    except: [`./${subject}`, ...PLAIN.map((name) => `./${name}`)],
  })),
  ...PLAIN.map((name) => ({
    target: `./components/${name}`,
    from: "./components",
    except: PLAIN.map((other) => `./${other}`),
  })),
  { target: ["./app", "./components", "./lib"], from: PROGRAMS },
  { target: "./simulators", from: ["./app", "./components", "./lib", "./e2e", "./scripts"] },
];
