import type { KacePattern } from "../../fleet/model";
import { fieldsFrom, SNAKE, type Entity } from "../query";

const LIMITED = fieldsFrom<KacePattern>("limited");
const STANDARD = fieldsFrom<KacePattern>("standard");

/** Templates of tickets, which the paths call patterns. */
export const patternEntity: Entity<KacePattern> = {
  names: ["hd_ticket_template", "pattern", "patterns"],
  spelling: SNAKE,
  fields: [
    LIMITED.integer("id", (row) => row.id),
    LIMITED.text("template_name", (row) => row.name, { aliases: ["name"] }),
    STANDARD.integer("queue_id", (row) => row.queueId),
    STANDARD.integer("is_default", (row) => Number(row.isDefault)),
    STANDARD.integer("is_enabled", (row) => Number(row.isEnabled)),
    STANDARD.integer("is_process_only", (row) => Number(row.isProcessOnly)),
    STANDARD.integer("limit_template_users", (row) => Number(row.isLimited)),
  ],
  relations: [],
};
