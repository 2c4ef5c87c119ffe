import { z } from "zod";
import { FILE_NAME_LENGTH_MAX } from "@/lib/domain/file-name";
import { FILES_HEAD_BYTES_MAX, FILES_PER_SEND_MAX } from "./ticket-files-fields";
import { TicketSeen } from "./ticket-seen";
import { TicketDetailResult } from "./tickets";
import { TypedText } from "./typed-text";

/** `head`: how many bytes of the body are its head, a {@link FilesHead} as JSON; the files' bytes follow it as they are. */
export const SendFilesQuery = z.strictObject({
  head: z.coerce.number().int().min(2).max(FILES_HEAD_BYTES_MAX),
});

/** What stands before the bytes of the files: their names and sizes in their order, and a comment with them. */
export const FilesHead = z.strictObject({
  files: z
    .array(
      z.strictObject({
        name: z
          .string()
          .min(1)
          .max(FILE_NAME_LENGTH_MAX * 4),
        type: z.string().max(200),
        sizeBytes: z.number().int().min(1),
      }),
    )
    .min(1)
    .max(FILES_PER_SEND_MAX),
  comment: z
    .strictObject({
      /** May be empty: then the files go alone, to those who may read them. */
      text: z.union([z.literal(""), TypedText]),
      internal: z.boolean(),
    })
    .nullable(),
  seen: TicketSeen.optional(),
});
export type FilesHead = z.infer<typeof FilesHead>;

/** `found`: the source gave no clear answer, but the files stand in the ticket. */
export const SendFilesResult = TicketDetailResult.extend({ arrival: z.enum(["told", "found"]) });
export type SendFilesResult = z.infer<typeof SendFilesResult>;

/** `show=1` asks for a picture to be shown in its place; without it, and for what is no picture, it is a file to save. */
export const TicketFileQuery = z.strictObject({ show: z.enum(["0", "1"]).optional() });
