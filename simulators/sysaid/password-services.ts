import { randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Company } from "../fleet/model";
import { ApiError } from "./api-error";
import type { Directory, Member } from "./directory";
import type { SysaidSimulatorSettings } from "./settings";

/** What the service asks, and how the answer follows from what the company knows of a person. */
const QUESTIONS: readonly {
  id: number;
  question: string;
  answerOf(member: Member, company: Company): string;
}[] = [
  {
    id: 1,
    question: "In which city is your office?",
    answerOf: ({ person }, { sites }) => sites.find(({ id }) => id === person.siteId)?.city ?? "",
  },
  {
    id: 2,
    question: "In which department do you work?",
    answerOf: ({ person }, { departments }) =>
      departments.find(({ id }) => id === person.departmentId)?.name ?? "",
  },
];
/** Every reference that the service makes up for a user lies above their id by this. */
const REFERENCE_OFFSET = 800;
const POLICY = { complexity: true, minLength: 7, historyLength: 24 };
const TEMPORARY_VALIDITY_MINUTES = 20;

/** Passwords as they stand, locked accounts, and the services that mend both; they last until a reset. */
export interface PasswordServices {
  /** Whether the password given is the member's; counts wrong ones, which lock where the settings say so. */
  isRight(member: Member, matches: (password: string) => boolean): boolean;
  domains(): string[];
  permission(): Readonly<Record<string, boolean>>;
  /** The same ones for a reset as for unlocking. */
  questions(body: unknown): object;
  unlock(body: unknown): object;
  reset(body: unknown): object;
  update(body: unknown): object;
  /** The temporary password that a reset sent, for tests: no mail leaves this program. */
  sentPassword(userName: string): string | undefined;
  forgetAll(): void;
}

const askedSchema = z.object({ userName: z.string(), domainName: z.string().nullish() });
const answersSchema = z.object({
  userRefId: z.coerce.number(),
  userSecurityQuestionsList: z.array(
    z.object({ id: z.coerce.number(), answer: z.string().nullish() }),
  ),
});
const updateSchema = z.object({
  userRefId: z.coerce.number(),
  newPassword: z.string(),
  token: z.string(),
});

export function createPasswordServices(
  company: Company,
  directory: Directory,
  settings: () => SysaidSimulatorSettings,
): PasswordServices {
  const passwords = new Map<number, string>();
  const wrongTries = new Map<number, number>();
  const sent = new Map<string, string>();
  const tokens = new Map<number, string>();
  const isLocked = ({ user }: Member) => {
    const limit = settings().lockAfterTries;
    return limit > 0 && (wrongTries.get(user.id) ?? 0) >= limit;
  };
  const setPassword = (member: Member, password: string) => {
    passwords.set(member.user.id, password);
    wrongTries.delete(member.user.id);
  };
  const answered = (body: unknown) => answeredBy(body, company, directory);
  const resetByUser = () => settings().passwordResetMethod === "user";
  return {
    isRight(member, matches) {
      const own = passwords.get(member.user.id) ?? member.password;
      const isRight = own !== null && matches(own) && !isLocked(member);
      if (isRight) wrongTries.delete(member.user.id);
      else wrongTries.set(member.user.id, (wrongTries.get(member.user.id) ?? 0) + 1);
      return isRight;
    },
    domains: () => domainsOf(company),
    permission: () => ({
      enableUserSelfServices: true,
      enableUnlockAccount: true,
      enableResetPassword: true,
      enableLdapSupport: true,
      enableUserReset: resetByUser(),
    }),
    questions: (body) => questionsFor(parse(askedSchema, body), company, directory),
    unlock(body) {
      wrongTries.delete(answered(body).user.id);
      return {
        actionMessage: "The account was unlocked.\\nPlease sign in with the present password.",
      };
    },
    reset(body) {
      const member = answered(body);
      if (resetByUser()) {
        const token = randomBytes(16).toString("hex");
        tokens.set(member.user.id, token);
        return { policy: POLICY, token };
      }
      const temporary = `Tmp-${randomBytes(6).toString("hex")}`;
      setPassword(member, temporary);
      sent.set(member.user.userName, temporary);
      const resetPasswordMethod = settings().passwordResetMethod;
      return {
        actionMessage: `The password was reset.\\nA temporary one was sent by ${resetPasswordMethod}.`,
        settings: { temporaryPasswordValidity: TEMPORARY_VALIDITY_MINUTES, resetPasswordMethod },
      };
    },
    update(body) {
      const { userRefId, newPassword, token } = parse(updateSchema, body);
      const member = memberOf(userRefId, directory);
      const known = tokens.get(member.user.id);
      if (known === undefined || !isSameToken(known, token)) {
        throw new ApiError(400, "Invalid token");
      }
      if (!isAllowed(newPassword)) throw new ApiError(400, "The password breaks the policy");
      // It serves once.
      tokens.delete(member.user.id);
      setPassword(member, newPassword);
      return { actionMessage: "The password was reset." };
    },
    sentPassword: (userName) => sent.get(userName),
    forgetAll() {
      for (const map of [passwords, wrongTries, tokens]) map.clear();
      sent.clear();
    },
  };
}

function questionsFor(
  { userName, domainName }: z.infer<typeof askedSchema>,
  company: Company,
  directory: Directory,
): object {
  const member =
    directory.byUserName(userName) ?? directory.byUserName(`${domainName ?? ""}\\${userName}`);
  if (member === undefined) throw new ApiError(400, "User was not found");
  return {
    userRefId: member.user.id + REFERENCE_OFFSET,
    userId: qualified(member, domainName || (domainsOf(company)[0] ?? "")),
    userSecurityQuestionsList: QUESTIONS.map(({ id, question }) => ({ id, question })),
    enableCaptcha: true,
  };
}

/** The user of a body whose answers are all right. Throws SysAid's 400 otherwise. */
function answeredBy(body: unknown, company: Company, directory: Directory): Member {
  const { userRefId, userSecurityQuestionsList: given } = parse(answersSchema, body);
  const member = memberOf(userRefId, directory);
  for (const { id, answerOf } of QUESTIONS) {
    const answer = given.find((one) => one.id === id)?.answer ?? "";
    if (!isSameAnswer(answer, answerOf(member, company))) {
      throw new ApiError(400, "Wrong answer to a security question");
    }
  }
  return member;
}

function parse<Shape>(schema: z.ZodType<Shape>, body: unknown): Shape {
  const read = schema.safeParse(body);
  if (!read.success) throw new ApiError(400, "Invalid JSON payload");
  return read.data;
}

function memberOf(userRefId: number, directory: Directory): Member {
  const member = directory.byId(userRefId - REFERENCE_OFFSET);
  if (member === undefined) throw new ApiError(400, "Invalid user reference");
  return member;
}

const isSameAnswer = (a: string, b: string) => a.trim().toLowerCase() === b.toLowerCase();
const isSameToken = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Long enough, and of three kinds of characters. */
function isAllowed(password: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(password));
  return password.length >= POLICY.minLength && kinds.length >= 3;
}

/** The directory's domains by their short names, as the company's machines are in them. */
function domainsOf({ devices }: Company): string[] {
  const names = devices.map(({ domain }) => (domain.split(".")[0] ?? "").toUpperCase());
  return [...new Set(names)].filter((name) => name !== "").sort();
}

function qualified({ user }: Member, domain: string): string {
  return user.userName.includes("\\") ? user.userName : `${domain}\\${user.userName}`;
}
