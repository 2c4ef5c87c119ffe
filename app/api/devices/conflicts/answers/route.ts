import { AnswerConflictsBody, AnswerConflictsResult } from "@/lib/contracts/conflicts";
import { writeRoute } from "@/lib/server/api/route";
import { answerConflicts } from "@/lib/server/devices/conflicts/answer-conflicts";

export const POST = writeRoute({
  operation: "conflicts.answer",
  body: AnswerConflictsBody,
  result: AnswerConflictsResult,
  run: ({ body, actor }) => answerConflicts(actor, body),
});
