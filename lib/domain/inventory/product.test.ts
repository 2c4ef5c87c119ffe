import fc from "fast-check";
import { expect, test } from "vitest";
import { productKeyOf } from "./product";

test.each([
  ["7-Zip 24.08 (x64)", "24.08.00.0", "7-zip (x64)"],
  ["7-Zip 23.01 (x64)", "23.01.00.0", "7-zip (x64)"],
  ["Mozilla Firefox (x64 en-US)", "139.0.1", "mozilla firefox (x64 en-us)"],
  ["Java 8 Update 401 (64-bit)", "8.0.4010.10", "java 8 (64-bit)"],
  ["Microsoft Visual C++ 2015-2022 Redistributable (x64) - 14.38.33135", "14.38.33135.0", null],
  ["Python 3.12.4 (64-bit)", "3.12.4150.0", "python (64-bit)"],
  ["Visual Studio Professional 2022", "17.9.1", "visual studio professional 2022"],
  ["Zoom Workplace v6.1.0", "6.1.0", "zoom workplace"],
  ["12.4", "12.4", "12.4"],
])("%s %s is one of the versions of %s", (name, version, key) => {
  expect(productKeyOf(name, version)).toBe(
    key ?? "microsoft visual c++ 2015-2022 redistributable (x64)",
  );
});

test("a name with a letter in it has a key, which letter case does not change", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom("a", "Office", "é"), (text, letters) => {
      const name = `${letters} ${text}`;
      const key = productKeyOf(name);
      expect(key).not.toBe("");
      expect(key.length).toBeLessThanOrEqual(200);
      expect(productKeyOf(name.toLowerCase())).toBe(key);
    }),
  );
});

test("the version in a name makes no difference to the key", () => {
  const part = fc.integer({ min: 0, max: 9999 });
  fc.assert(
    fc.property(fc.array(part, { minLength: 2, maxLength: 4 }), (parts) => {
      const version = parts.join(".");
      expect(productKeyOf(`Wide Load ${version} (x64)`, version)).toBe("wide load (x64)");
    }),
  );
});
