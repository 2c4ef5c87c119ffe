import fc from "fast-check";
import { expect, test } from "vitest";
import { parseHaving, spellHaving } from "./having";

test.each(["kace:process:12", "product:7-zip (x64)", "CVE-2026-12345", "idle:kace:license:9"])(
  "%s is read and spelled the same",
  (text) => {
    const having = parseHaving(text);
    expect(having && spellHaving(having)).toBe(text);
  },
);

test.each(["", "product:", "kace:ticket:3", "idle:kace:process:3", "CVE-26-1", "CVE-2026-1'--"])(
  "%s names nothing that devices have",
  (text) => {
    expect(parseHaving(text)).toBeNull();
  },
);

test("nothing that an address may hold breaks the reading", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const having = parseHaving(text);
      if (having) expect(parseHaving(spellHaving(having))).toEqual(having);
    }),
  );
});
