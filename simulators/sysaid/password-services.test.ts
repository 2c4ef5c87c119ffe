import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TINY_PASSWORD } from "../appliance/tiny-company";
import { refusal, startTiny, type Caller, type Tiny } from "./test-harness";

let tiny: Tiny;
let mia: Caller;
beforeAll(async () => {
  tiny = await startTiny();
});
afterAll(() => tiny.close());
beforeEach(async () => {
  await tiny.control("reset");
  mia = await tiny.signIn("mia");
});

const ask = (path: string, body: unknown) => mia.send("POST", `ps/${path}`, body);
const told = async (answer: Promise<Response>) => (await answer).json();
/** Answers to Uma's questions. */
const answers = (city = "haifa ", department = "Sales") => ({
  userRefId: 804,
  userSecurityQuestionsList: [
    { id: 1, question: "", answer: city },
    { id: 2, question: "", answer: department },
  ],
});
const signsIn = async (password: string) => (await tiny.login("uma", password)).status === 200;

test("domains, services and questions are told", async () => {
  expect(await told(mia.get("ps/domain"))).toEqual(["TINY"]);
  expect(await told(mia.get("ps/permission"))).toEqual({
    enableUserSelfServices: true,
    enableUnlockAccount: true,
    enableResetPassword: true,
    enableLdapSupport: true,
    enableUserReset: false,
  });
  for (const method of ["reset", "unlock"]) {
    const asked = { userName: "uma", domainName: "TINY" };
    expect(await told(ask(`${method}/question`, asked))).toEqual({
      userRefId: 804,
      userId: "TINY\\uma",
      userSecurityQuestionsList: [
        { id: 1, question: expect.any(String) },
        { id: 2, question: expect.any(String) },
      ],
      enableCaptcha: true,
    });
  }
  expect(await refusal(ask("reset/question", { userName: "nobody" }))).toEqual([
    400,
    "User was not found",
  ]);
  expect((await ask("steal/question", { userName: "uma" })).status).toBe(404);
});

test("a reset ends the old password, and the one that was sent serves", async () => {
  expect(await told(ask("reset", answers()))).toMatchObject({
    actionMessage: expect.any(String),
    settings: { temporaryPasswordValidity: 20, resetPasswordMethod: "email" },
  });
  expect(await signsIn(TINY_PASSWORD)).toBe(false);
  expect(await signsIn(tiny.passwords.sentPassword("uma") ?? "")).toBe(true);
});

test("users who may choose get a token that serves once, for a password of the policy", async () => {
  await tiny.control("settings", { passwordResetMethod: "user" });
  const { token, policy } = await told(ask("reset", answers()));
  expect([typeof token, policy]).toEqual([
    "string",
    { complexity: true, minLength: 7, historyLength: 24 },
  ]);
  expect(await signsIn(TINY_PASSWORD)).toBe(true);
  const update = (newPassword: string, given: string) =>
    ask("reset/update", { userRefId: 804, newPassword, token: given });
  expect(await refusal(update("Better-1", "x"))).toEqual([400, "Invalid token"]);
  expect(await refusal(update("short", token))).toEqual([400, "The password breaks the policy"]);
  expect(await told(update("Better-1", token))).toEqual({ actionMessage: expect.any(String) });
  expect([await signsIn(TINY_PASSWORD), await signsIn("Better-1")]).toEqual([false, true]);
  expect(await refusal(update("Better-2", token))).toEqual([400, "Invalid token"]);
});

test("an account that wrong passwords locked opens again by unlocking", async () => {
  await tiny.control("settings", { lockAfterTries: 2 });
  for (const wrong of ["a", "b"]) expect(await signsIn(wrong)).toBe(false);
  expect(await signsIn(TINY_PASSWORD)).toBe(false);
  expect(await refusal(ask("unlock", answers("Paris")))).toEqual([
    400,
    "Wrong answer to a security question",
  ]);
  expect(await told(ask("unlock", answers()))).toEqual({ actionMessage: expect.any(String) });
  expect(await signsIn(TINY_PASSWORD)).toBe(true);
});

test("wrong answers change nothing", async () => {
  const wrong = [
    answers("Haifa", "IT"),
    { userRefId: 804, userSecurityQuestionsList: [] },
    { ...answers(), userRefId: 9 },
    "x",
  ];
  for (const body of wrong) expect((await ask("reset", body)).status).toBe(400);
  expect(await signsIn(TINY_PASSWORD)).toBe(true);
});
