import fc from "fast-check";
import { expect, test } from "vitest";
import { BadRequest } from "@/lib/server/failures";
import { SYSAID_OPERATIONS } from "@/lib/server/sysaid/operations";
import { readQuery } from "./query";

const rowOf = (id: string) => {
  const row = SYSAID_OPERATIONS.find((one) => one.id === id);
  if (!row) throw new Error(id);
  return row;
};
const anyFilter = rowOf("sr.list");
const read = rowOf("sr.read");
const parse = (search: string, row = anyFilter) => readQuery(row, new URLSearchParams(search));

test("whatever a query holds, the source reads the same values that were looked at", () => {
  const text = fc.string({ unit: "binary", maxLength: 20 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { maxLength: 4 }), (pairs) => {
      let query: ReturnType<typeof readQuery>;
      try {
        query = readQuery(anyFilter, new URLSearchParams(pairs));
      } catch (error) {
        return error instanceof BadRequest;
      }
      expect(query.text).toMatch(/^[\w.~%=&-]*$/);
      expect([...new URLSearchParams(query.text)]).toEqual([...query.values]);
      for (const [name, value] of query.values) expect(name + value).not.toMatch(/\p{Cc}/u);
      return true;
    }),
  );
});

test("blanks become %20, whichever way they came", () => {
  expect(parse("sort=a+b%20c").text).toBe("sort=a%20b%20c");
  expect(parse("sort=a%2Bb").text).toBe("sort=a%2Bb");
});

test("a row without filters of its own takes what it documents, to the letter", () => {
  expect(parse("view=1", read).text).toBe("view=1");
  for (const search of ["View=1", "view=1&x=2", "view=1&view=2", "=1", "view=%00"]) {
    expect(() => parse(search, read)).toThrow(BadRequest);
  }
});
