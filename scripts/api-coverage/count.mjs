// What a report of the contract tests says about the operations of the catalogues. Only what passed counts: an operation
// without a test, or with one that was left out, is as good as failed.

/**
 * @typedef {{ source: string, group: string, id: string }} Operation
 * @typedef {"client" | "proxy"} Way
 * @typedef {{ name: string, assertionResults: readonly { title: string, status: string, failureMessages?: readonly string[] | null }[] }} ReportedFile
 * @typedef {{ operation: Operation, way: Way, reason: string }} Gap
 * @typedef {{ source: string, group: string, operations: number, client: number, proxy: number }} GroupCount
 */

/** The ways that an operation is called, by the test file that does it. @type {readonly { file: RegExp, way: Way, prefix: string }[]} */
const FILES = [
  { file: /lib\/server\/kace\/operations\/contract\.test\.ts$/, way: "client", prefix: "kace." },
  {
    file: /lib\/server\/sysaid\/operations\/contract\.test\.ts$/,
    way: "client",
    prefix: "sysaid.",
  },
  { file: /lib\/server\/proxy\/contract\.test\.ts$/, way: "proxy", prefix: "" },
];
const WAYS = /** @type {const} */ (["client", "proxy"]);
const TITLE = /^(\S+) is (?:answered|carried) as its row says$/;

/**
 * Counts by group what passed, and lists what did not and why; `others` are failed tests of the same files that belong
 * to no single operation, or to one that no catalogue holds.
 * @param {readonly Operation[]} operations
 * @param {readonly ReportedFile[]} files as vitest's JSON reporter writes them
 */
export function countCoverage(operations, files) {
  const { found, others } = readReport(files, new Set(operations.map(keyOf)));
  /** @type {Gap[]} */
  const gaps = [];
  /** @type {Map<string, GroupCount>} */
  const groups = new Map();
  for (const operation of operations) {
    const { source, group } = operation;
    const name = `${source} ${group}`;
    const counted = groups.get(name) ?? { source, group, operations: 0, client: 0, proxy: 0 };
    groups.set(name, counted);
    counted.operations += 1;
    for (const way of WAYS) {
      const reason = found.get(`${way} ${keyOf(operation)}`) ?? "no test calls it";
      if (reason === PASSED) counted[way] += 1;
      else gaps.push({ operation, way, reason });
    }
  }
  const lacking = new Set(gaps.map(({ operation }) => keyOf(operation)));
  return {
    groups: [...groups.values()],
    gaps,
    others,
    covered: operations.length - lacking.size,
    total: operations.length,
  };
}

const PASSED = "";

/** What became of each operation on each way, by `way source.id`. @param {readonly ReportedFile[]} files @param {ReadonlySet<string>} known */
function readReport(files, known) {
  /** @type {Map<string, string>} */
  const found = new Map();
  /** @type {string[]} */
  const others = [];
  for (const { name, assertionResults } of files) {
    const path = name.replaceAll("\\", "/");
    const place = FILES.find(({ file }) => file.test(path));
    for (const { title, status, failureMessages } of assertionResults) {
      const id = TITLE.exec(title)?.[1];
      const key = place && id !== undefined ? `${place.prefix}${id}` : null;
      if (place && key !== null && known.has(key)) {
        const reason = status === "passed" ? PASSED : firstLine(failureMessages?.[0] ?? status);
        // Of two tests of one name the worse counts.
        found.set(`${place.way} ${key}`, found.get(`${place.way} ${key}`) || reason);
      } else if (key !== null || status !== "passed") others.push(title);
    }
  }
  return { found, others };
}

/** @param {Operation} operation */
const keyOf = ({ source, id }) => `${source}.${id}`;

/** @param {string} text */
const firstLine = (text) => text.split("\n")[0]?.slice(0, 200) ?? "";
