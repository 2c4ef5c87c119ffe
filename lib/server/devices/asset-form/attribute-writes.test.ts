import { expect, test } from "vitest";
import { toRef } from "@/lib/domain/ref";
import { createTestAppliances } from "@/simulators/test-appliances";
import { Forbidden } from "@/lib/server/failures";
import { readAudit } from "@/lib/server/store/audit-repo";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import { prepareAttributeWrite, sendPrepared, type PreparedRequest } from "./attribute-writes";
import { ASSET, CI, stageForms } from "./testing/form-stage";

const { company, kace, start } = createTestAppliances();
const stage = stageForms(start);
const { as, valueOf } = stage;
const prepare = (ref: typeof ASSET, attribute: string, value: string, who = "ada") =>
  prepareAttributeWrite(as(who), ref, attribute, value);
async function possible(ref: typeof ASSET, attribute: string, value: string) {
  const found = await prepare(ref, attribute, value);
  if (found.state !== "possible") throw new Error(found.reason);
  return found.request;
}
test("each attribute that people own has one request, which is sent as it was shown", async () => {
  const cases: [typeof ASSET, string, string, string, unknown][] = [
    [ASSET, "owner", "Leo Lang", "owner_id", { Assets: [{ owner_id: 105 }] }],
    [ASSET, "status", "retired", "asset_status_id", { Assets: [{ asset_status_id: 2 }] }],
    [ASSET, "name", "New name", "name", { Assets: [{ name: "New name" }] }],
    [CI, "owner", "uma@tiny.example", "owner", { id: "1", info: [{ key: "owner", value: 4 }] }],
    [CI, "serial", "SN-77", "serial", { id: "1", info: [{ key: "serial", value: "SN-77" }] }],
    [CI, "department", "Sales", "department", { id: "1", info: [{ key: "department", value: 2 }] }],
  ];
  for (const [ref, attribute, value, key, body] of cases) {
    const request = await possible(ref, attribute, value);
    expect(request).toMatchObject({ ref, method: "PUT", body, keys: [key] });
    await sendPrepared(as("ada"), request);
    const again = await prepare(ref, attribute, value);
    expect(again).toMatchObject({
      state: "impossible",
      reason: expect.stringContaining("already"),
    });
  }
  const audit = await readAudit(stage.runtime().store.db, 10);
  expect(audit.every((line) => line.outcome === "ok")).toBe(true);
  expect(JSON.stringify(audit)).not.toContain("SN-77");
});

test("a machine is written by its asset, an asset of SysAid by its CI", async () => {
  const machine = await prepare(toRef("kace", "machine", 1), "owner", "Mia Moss");
  expect(machine).toMatchObject({ request: { ref: ASSET, path: "/api/asset/assets/1" } });
  expect(await prepare(toRef("kace", "machine", 1), "serial", "X")).toMatchObject({
    state: "impossible",
    reason: expect.stringContaining("inventory"),
  });
  const [asset] = company.sysaid.assets;
  expect(await prepare(toRef("sysaid", "asset", asset?.id ?? ""), "name", "Box")).toMatchObject({
    request: { ref: CI, path: "/api/v1/ci/1" },
  });
});

test("an empty value empties the attribute", async () => {
  await sendPrepared(as("ada"), await possible(ASSET, "owner", "Mia Moss"));
  await sendPrepared(as("ada"), await possible(ASSET, "owner", ""));
  expect(await valueOf(ASSET, "owner_id")).toBe("");
});

test.each([
  ["an unknown person", ASSET, "owner", "Nobody Else", "no account"],
  ["an unknown place", ASSET, "site", "Atlantis", "no location"],
  ["an unknown status", CI, "status", "Vapour", "no status"],
  ["what the API cannot write", CI, "model", "X", "no way"],
  ["a record that nobody sees", toRef("kace", "asset", 999), "name", "X", "has no asset"],
])("%s is impossible, with the reason", async (...[, ref, attribute, value, reason]) => {
  expect(await prepare(ref, attribute, value)).toMatchObject({
    state: "impossible",
    reason: expect.stringContaining(reason),
  });
});

test("who may not write gets no request and cannot send one", async () => {
  const request = await possible(ASSET, "name", "Forbidden name");
  for (const who of ["leo", "rita"]) {
    expect(await prepare(ASSET, "name", "X", who)).toMatchObject({ state: "impossible" });
    await expect(sendPrepared(as(who), request)).rejects.toThrow(Forbidden);
  }
  expect(await valueOf(ASSET, "name")).not.toBe("Forbidden name");
});

test("a refusal is the source's own, and is noted as one", async () => {
  const request: PreparedRequest = await possible(ASSET, "name", "Refused");
  kace.control.faults.order({
    method: "PUT",
    path: "/api/asset/assets/*",
    fault: { kind: "status", status: 400, body: { errorCode: 1, errorDescription: "Too shiny." } },
  });
  await expect(sendPrepared(as("ada"), request)).rejects.toThrow(UpstreamHttpError);
  expect((await readAudit(stage.runtime().store.db, 1))[0]).toMatchObject({ outcome: "refused" });
});
