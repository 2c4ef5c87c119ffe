import { expect, test } from "vitest";
import { z } from "zod";
import { newId } from "./new-id";

test("every id is another UUID that the server takes", () => {
  const ids = Array.from({ length: 500 }, newId);
  expect(new Set(ids).size).toBe(500);
  expect(ids.filter((id) => !z.uuidv4().safeParse(id).success)).toEqual([]);
});
