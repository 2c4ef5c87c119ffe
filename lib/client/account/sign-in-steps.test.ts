import { expect, test } from "vitest";
import { SignInBody, type SignInOutcome } from "@/lib/contracts/account";
import { ApiError } from "../api";
import { emptyDraft, faultsOf, toSignInBody } from "./sign-in-draft";
import { requestFor } from "./sign-in-requests";
import { leaveOut, stageOf, takeCodeOutcomes, takeOutcomes, waitsOf } from "./sign-in-steps";

const connected = (source: "kace" | "sysaid"): SignInOutcome => ({ outcome: "connected", source });
const asksCode: SignInOutcome = { outcome: "second_factor", source: "kace", ticket: "t" };

test("one system that is refused, down or out of sign-ins never keeps the other from going on", () => {
  const others: SignInOutcome[] = [
    { outcome: "refused", source: "sysaid" },
    { outcome: "unavailable", source: "sysaid", reason: "it does not answer" },
    { outcome: "wait", source: "sysaid", until: "2026-11-22T10:41:00Z" },
  ];
  for (const other of others) {
    expect(stageOf(takeOutcomes({}, [connected("kace"), other])).stage).toBe("partly");
    expect(stageOf(takeOutcomes({}, [other])).stage).toBe("form");
  }
});

test("a code is asked for before anything else, and a wrong one may be typed again", () => {
  const steps = takeOutcomes({}, [asksCode, connected("sysaid")]);
  expect(stageOf(steps)).toEqual({
    stage: "second_factor",
    source: "kace",
    ticket: "t",
    wrong: false,
  });
  const wrong = takeCodeOutcomes(steps, "t", [{ outcome: "refused", source: "kace" }]);
  expect(stageOf(wrong)).toEqual({
    stage: "second_factor",
    source: "kace",
    ticket: "t",
    wrong: true,
  });
  expect(stageOf(takeCodeOutcomes(wrong, "t", [connected("kace")])).stage).toBe("done");
});

test("leaving the asking system out goes on with the other", () => {
  const steps = takeOutcomes({}, [asksCode, connected("sysaid")]);
  expect(stageOf(leaveOut(steps, "kace")).stage).toBe("done");
  expect(stageOf(leaveOut(takeOutcomes({}, [asksCode]), "kace")).stage).toBe("form");
});

test("the system whose wait ends first is asked again first", () => {
  const steps = takeOutcomes({}, [
    { outcome: "wait", source: "kace", until: "2026-11-22T10:45:00Z" },
    { outcome: "wait", source: "sysaid", until: "2026-11-22T10:41:00Z" },
  ]);
  expect(waitsOf(steps).map(({ source }) => source)).toEqual(["sysaid", "kace"]);
});

test("one pair is sent to every chosen system, and the organisation to KACE alone", () => {
  const draft = {
    ...emptyDraft(["kace", "sysaid"]),
    shared: { userName: " ada ", password: " secret " },
    organization: " East ",
  };
  const body = toSignInBody(draft);
  expect(body).toEqual({
    kace: { userName: "ada", password: " secret ", organization: "East" },
    sysaid: { userName: "ada", password: " secret " },
  });
  expect(SignInBody.safeParse(body).success).toBe(true);
  expect(Object.keys(toSignInBody({ ...draft, chosen: ["sysaid"] }))).toEqual(["sysaid"]);
});

test("what is missing is named where it is missing, and only for chosen systems", () => {
  const draft = emptyDraft(["kace", "sysaid"]);
  expect(Object.keys(faultsOf(draft))).toEqual(["shared.userName", "shared.password"]);
  const apart = {
    ...draft,
    apart: true,
    own: { ...draft.own, kace: { userName: "a", password: "" } },
  };
  expect(Object.keys(faultsOf({ ...apart, chosen: ["kace"] }))).toEqual(["kace.password"]);
  expect(faultsOf({ ...draft, chosen: [] })).toHaveProperty("chosen");
});

test("only a failure for want of a sign-in asks for one", () => {
  const problem = (code: "not_signed_in" | "source_sign_in_needed" | "forbidden") =>
    new ApiError({ code, title: "", status: 403, source: "sysaid" });
  expect(requestFor(problem("source_sign_in_needed"))).toEqual({ to: "sysaid" });
  expect(requestFor(problem("not_signed_in"))).toEqual({ to: "sightline" });
  expect(requestFor(problem("forbidden"))).toBeNull();
  expect(requestFor(new Error("other"))).toBeNull();
});
