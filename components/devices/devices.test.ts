import { expect, test } from "vitest";
import { DEVICE_SORT_FIELDS } from "@/lib/contracts/device-fields";
import type { DeviceDetail } from "@/lib/contracts/devices";
import { Ref } from "@/lib/domain/ref";
import { compareValues } from "./compare-values";
import { coverageWords } from "./coverage";
import { DEVICE_COLUMNS } from "./device-columns";
import { toDeviceFacets } from "./device-facets";
import { reasonWords } from "./record-list";
import { findTitles } from "./software-panel";
import { tellerWords } from "./teller-marks";

type DeviceValue = DeviceDetail["groups"][number]["values"][number];

const MACHINE = Ref.parse("kace:machine:20");
const ASSET = Ref.parse("kace:asset:9");
const OTHER = Ref.parse("sysaid:asset:0A-3E");
const now = Date.parse("2026-11-22T12:00:00Z");
const at = "2026-11-22T11:57:00Z";

function value(...told: [ref: Ref, text: string, agrees: boolean][]): DeviceValue {
  const values = told.map(([ref, text, agrees]) => ({
    ref,
    text,
    agrees,
    source: ref.startsWith("kace") ? ("kace" as const) : ("sysaid" as const),
    readAt: at,
  }));
  const disagrees = values.some(({ agrees }) => !agrees);
  return { attribute: "owner", label: "Owner", values, disagrees, why: null };
}

test("records that agree are one value told by all of them, the other spelling within reach", () => {
  const compared = compareValues(value([MACHINE, "Ada", true], [OTHER, "ADA L.", true]));
  expect(compared?.shown.text).toBe("Ada");
  expect(compared?.shown.tellers.map(({ ref }) => ref)).toEqual([MACHINE, OTHER]);
  expect(compared?.spellings.map(({ text }) => text)).toEqual(["ADA L."]);
  expect(compared?.others).toEqual([]);
});

test("where records disagree every spelling stands, with all records that tell it", () => {
  const compared = compareValues(
    value([MACHINE, "Ada", true], [OTHER, "Grace", false], [ASSET, "Grace", false]),
  );
  expect(compared?.shown.text).toBe("Ada");
  expect(compared?.others.map(({ text, tellers }) => [text, tellers.length])).toEqual([
    ["Grace", 2],
  ]);
  expect(compareValues(value())).toBeNull();
});

test("a mark says which lists of a system tell a value, and the newest reading of them", () => {
  const kinds = new Map([
    [MACHINE, "machine"],
    [ASSET, "asset"],
  ] as const);
  const tellers = [
    { ref: MACHINE, source: "kace", readAt: "2026-11-21T12:00:00Z" },
    { ref: ASSET, source: "kace", readAt: at },
  ] as const;
  expect(tellerWords(tellers, kinds, now)).toBe("KACE (inventory, asset), read 3 min ago");
});

test("why a record belongs names the value that joined it", () => {
  expect(reasonWords({ rule: "serial", evidence: "serial 3PXZ15J" })).toBe("Same serial 3PXZ15J");
  expect(reasonWords({ rule: "mac", evidence: null })).toBe("Same network card");
  expect(reasonWords({ rule: "linked", evidence: "link to machine" })).not.toContain("machine");
  expect(reasonWords({ rule: "alone", evidence: null })).toBe("Stands alone");
});

test("a device in one system says so", () => {
  expect(coverageWords(["sysaid", "kace"])).toBe("KACE and SysAid");
  expect(coverageWords(["sysaid"])).toBe("SysAid alone");
});

test("every order that the server knows can be asked for by a column", () => {
  const offered = DEVICE_COLUMNS.flatMap((column) => column.sortField ?? []);
  expect(offered.toSorted()).toEqual([...DEVICE_SORT_FIELDS].sort());
});

test("filters speak in words, and one that a link set is shown by the owner's name", () => {
  const facets = {
    coverage: [{ value: "kace", label: "kace", count: 4 }],
    site: [{ value: "none", label: "none", count: 1 }],
  };
  const chips = toDeviceFacets(facets, { owner: ["kace:user:7"] }, [{ ownerName: "Ada" }]);
  const labelsOf = (id: string) =>
    chips.find((chip) => chip.id === id)?.options?.map((o) => o.label);
  expect(labelsOf("coverage")).toEqual(["KACE alone"]);
  expect(labelsOf("site")).toEqual(["Not told"]);
  expect(labelsOf("owner")).toEqual(["Ada"]);
  expect(toDeviceFacets(facets, {}, []).some((chip) => chip.id === "owner")).toBe(false);
  expect(
    toDeviceFacets(undefined, {}, []).find((chip) => chip.id === "kind")?.options,
  ).toBeUndefined();
});

test("software is found by name, version and publisher", () => {
  const titles = [
    { name: "Firefox", version: "142.0", publisher: "Mozilla" },
    { name: "7-Zip", version: null, publisher: null },
  ];
  const names = (text: string) => findTitles(titles, text).map(({ name }) => name);
  expect(names(" mozilla")).toEqual(["Firefox"]);
  expect(names("142")).toEqual(["Firefox"]);
  expect(names("")).toEqual(["Firefox", "7-Zip"]);
});
