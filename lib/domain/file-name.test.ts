import fc from "fast-check";
import { expect, test } from "vitest";
import { FILE_NAME_LENGTH_MAX, freeFileName, isPictureName, soundFileName } from "./file-name";

test.each([
  ["report.pdf", "report.pdf"],
  ["C:\\Users\\ann\\screen shot.png", "screen shot.png"],
  ["../../etc/passwd", "passwd"],
  ["bill\u202Egpj.exe", "billgpj.exe"],
  ["two\r\nlines.txt", "two lines.txt"],
  ["\u0000", "file"],
  ["", "file"],
  ["..", "file"],
  ["  .hidden ", "hidden"],
  ["zero\u200Bwidth.txt", "zerowidth.txt"],
  ["Überstunden – März.xlsx", "Überstunden – März.xlsx"],
  ["日本語.png", "日本語.png"],
])("%j is shown as %j", (name, sound) => {
  expect(soundFileName(name)).toBe(sound);
});

test("a very long name keeps its ending", () => {
  const name = soundFileName(`${"x".repeat(300)}.png`);
  expect([...name]).toHaveLength(FILE_NAME_LENGTH_MAX);
  expect(name).toMatch(/\.png$/);
});

test("whatever the name, it stays on one line, in one folder, short, and sound when it is made sound again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
      const sound = soundFileName(name);
      expect(sound).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect([...sound].length).toBeLessThanOrEqual(FILE_NAME_LENGTH_MAX);
      expect(sound.length).toBeGreaterThan(0);
      expect(soundFileName(sound)).toBe(sound);
    }),
  );
});

test("a taken name gets a number, whatever its letters' size", () => {
  const taken = new Set(["a.png", "a (2).png"]);
  expect(freeFileName("A.png", taken)).toBe("A (3).png");
  expect(freeFileName("b.png", taken)).toBe("b.png");
  expect(freeFileName("README", new Set(["readme"]))).toBe("README (2)");
});

test("pictures are known by name", () => {
  expect(["a.PNG", "b.jpeg", "c.webp", "d.gif"].every(isPictureName)).toBe(true);
  expect(["a.svg", "b.html", "png", "c.png.exe"].some(isPictureName)).toBe(false);
});
