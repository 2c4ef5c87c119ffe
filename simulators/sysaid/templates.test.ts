import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { startTiny, type Caller, type Tiny } from "./test-harness";

let tiny: Tiny;
let ada: Caller;
beforeAll(async () => {
  tiny = await startTiny();
});
afterAll(() => tiny.close());
beforeEach(async () => {
  await tiny.control("reset");
  ada = await tiny.signIn("ada");
});

const Form = z.object({
  id: z.string(),
  info: z.array(z.looseObject({ key: z.string(), value: z.unknown(), mandatory: z.boolean() })),
});
const create = (query: string, items: Record<string, unknown>) =>
  ada.send("POST", `sr?${query}`, {
    info: Object.entries(items).map(([key, value]) => ({ key, value })),
  });

test("templates are a list of their own per type of record", async () => {
  const list = await (await ada.get("list/quick_name?entity=sr&entityType=1")).json();
  expect(list).toMatchObject({
    id: "quick_name",
    values: [
      { id: "1", caption: "DEFAULT" },
      { id: "39", caption: "Wi-Fi problem" },
    ],
  });
});

test("a template fills its form in and says what must be filled in", async () => {
  const form = Form.parse(await (await ada.get("sr/template?type=incident&template=39")).json());
  expect(form.id).toBe("0");
  const item = (key: string) => form.info.find((one) => one.key === key);
  expect(item("title")).toMatchObject({
    value: "Cannot connect to a Wi-Fi network",
    mandatory: true,
  });
  expect(item("location")?.mandatory).toBe(true);
  expect(item("priority")?.mandatory).toBe(false);
  expect((await ada.get("sr/template?type=incident&template=999")).status).toBe(400);
});

test("a record made from a template holds what it gives, and misses nothing that it asks for", async () => {
  const refused = await create("type=incident&template=39", { location: 0, title: "x" });
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain("Location");
  const made = await create("type=incident&template=39&fields=id,title", { location: 1 });
  const { id } = Form.parse(await made.json());
  expect(await ada.form(`sr/${id}`)).toMatchObject({
    title: "Cannot connect to a Wi-Fi network",
    problem_type: "Network",
    quick_name: "Wi-Fi problem",
  });
});
