import { DecideBody, DecisionsResult, UndecideBody } from "@/lib/contracts/identity";
import { writeRoute } from "@/lib/server/api/route";
import { decidePairs, undecidePairs } from "@/lib/server/devices/identity/decide-pairs";

/** Says that records are one machine, or are not. */
export const POST = writeRoute({
  operation: "identity.decide",
  body: DecideBody,
  result: DecisionsResult,
  run: ({ body, actor }) => decidePairs(actor, body),
});

/** Takes that back. */
export const DELETE = writeRoute({
  operation: "identity.undecide",
  body: UndecideBody,
  result: DecisionsResult,
  run: ({ body, actor }) => undecidePairs(actor, body),
});
