import { z } from "zod";
import { whyNotSendable } from "@/lib/domain/sendable-text";
import { COMMENT_CHARACTERS_MAX } from "./ticket-fields";

/** What somebody typed, at most `max` characters of it. It is sent as it is; what would not survive the way is refused. */
export const typedText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .superRefine((text, context) => {
      const message = whyNotSendable(text);
      if (message !== null) context.addIssue({ code: "custom", message });
    });

/** A comment or the like. */
export const TypedText = typedText(COMMENT_CHARACTERS_MAX);
