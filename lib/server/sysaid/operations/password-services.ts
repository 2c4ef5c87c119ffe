import "server-only";
import { z } from "zod";
import { reading, rowsOf } from "./rows";
import { Flag, Id, Message, json } from "./shapes";

const Permission = z.looseObject({ enableUserSelfServices: Flag, enableResetPassword: Flag });
const Asked = z.looseObject({ userName: z.string(), domainName: z.string().optional() });
const Questions = z.looseObject({
  userRefId: Id,
  userSecurityQuestionsList: z.array(z.looseObject({ id: Id, question: z.string() })),
});
const Answers = z.looseObject({
  userRefId: Id,
  userSecurityQuestionsList: z.array(z.looseObject({ id: Id, answer: z.string() })),
});
/** By e-mail or text message; or by the user, who then sets a password with the token. */
const Reset = z.union([Message, z.looseObject({ policy: z.looseObject({}), token: z.string() })]);
const NewPassword = z.looseObject({ userRefId: Id, newPassword: z.string(), token: z.string() });

const serving = { method: "POST", right: "everyone" } as const;

export const PASSWORD_SERVICES = rowsOf("Password services", [
  {
    id: "passwords.domains",
    title: "List the directory's domains",
    path: "/api/v1/ps/domain",
    answer: json(z.array(z.string())),
    ...reading("everyone"),
  },
  {
    id: "passwords.services",
    title: "Read which password services are on",
    path: "/api/v1/ps/permission",
    answer: json(Permission),
    ...reading("everyone"),
  },
  {
    id: "passwords.questions",
    title: "Read the security questions of a user",
    path: "/api/v1/ps/{method}/question",
    body: json(Asked),
    answer: json(Questions),
    ...serving,
    // It begins a procedure about somebody, which servers may count and end.
    danger: "writes",
  },
  {
    id: "passwords.unlock",
    title: "Unlock an account",
    path: "/api/v1/ps/unlock",
    body: json(Answers),
    answer: json(Message),
    ...serving,
    // It gives access back and takes nothing away.
    danger: "writes",
  },
  {
    id: "passwords.reset",
    title: "Reset a password",
    path: "/api/v1/ps/reset",
    body: json(Answers),
    answer: json(Reset),
    ...serving,
    // The password that somebody knows is gone for good, and nothing brings it back.
    danger: "destroys",
  },
  {
    id: "passwords.update",
    title: "Set the new password with the one-time token",
    path: "/api/v1/ps/reset/update",
    body: json(NewPassword),
    answer: json(Message),
    ...serving,
    danger: "destroys",
  },
]);
