import "server-only";
import type { z } from "zod";
import type { CallerRight } from "@/lib/contracts/developers";
import type { Method } from "@/lib/server/upstream/operation";

/** One of Sightline's own routes, as app/api declares it; a test compares the two. */
export interface OwnRoute {
  /** The route's own name in logs and audits. */
  id: string;
  group: string;
  /** What it does, one short sentence without a full stop. */
  title: string;
  method: Method;
  path: string;
  right: CallerRight;
  forPeopleOnly?: boolean;
  /** What the path's values are, by name. */
  values?: Readonly<Record<string, string>>;
  query?: z.ZodType;
  body?: z.ZodType;
  /** A stream is server-sent events. `document`: JSON whose shape is its own standard. `file`: bytes as they come. */
  answer: z.ZodType | "stream" | "document" | "file";
}
