import { expect, test } from "vitest";
import { generateCompany, generateKaceLibrary } from "./index";
import { platformOf } from "./platforms";

const company = generateCompany({
  seed: 5,
  devices: 60,
  tickets: 40,
  cis: 20,
  now: Date.UTC(2026, 2, 1),
});
const library = generateKaceLibrary(company);

test("the same company always gives the same library, and is not changed by it", () => {
  const before = structuredClone(company.kace.software);
  expect(generateKaceLibrary(company)).toEqual(library);
  expect(company.kace.software).toEqual(before);
});

test("every queue has one default template, and what templates name exists in their queue", () => {
  for (const queue of company.kace.queues) {
    const own = library.patterns.filter((pattern) => pattern.queueId === queue.id);
    expect(own.filter((pattern) => pattern.isDefault)).toHaveLength(1);
    for (const { categoryId, priorityId } of own) {
      if (categoryId !== 0) expect(queue.categories.map(({ id }) => id)).toContain(categoryId);
      if (priorityId !== 0) expect(queue.priorities.map(({ id }) => id)).toContain(priorityId);
    }
  }
  expect(new Set(library.patterns.map(({ id }) => id)).size).toBe(library.patterns.length);
});

test("managed installs bring titles that the catalogue holds, to three platforms", () => {
  const titles = new Set(company.kace.software.map(({ id }) => id));
  expect(library.managedInstalls.every(({ softwareId }) => titles.has(softwareId))).toBe(true);
  expect(new Set(library.managedInstalls.map(({ platform }) => platform)).size).toBe(3);
});

test("an organisation without machines has no scripts", () => {
  const bare = { ...company, kace: { ...company.kace, machines: [], software: [], queues: [] } };
  expect(generateKaceLibrary(bare)).toEqual({ patterns: [], scripts: [], managedInstalls: [] });
});

test.each([
  ["Microsoft Windows Server 2019 Standard x64", "windows"],
  ["macOS 15 Sequoia", "mac"],
  ["Mac OS X 10.15", "mac"],
  ["Red Hat Enterprise Linux 9.5 (x64)", "linux"],
  ["Ubuntu 24.04.2 LTS (x64)", "linux"],
  ["Apple iPadOS 18", null],
  ["VMware ESXi 8.0.3", null],
  ["Cisco IOS XE", null],
  ["", null],
])("%s is %s", (osName, platform) => {
  expect(platformOf(osName)).toBe(platform);
});
