DROP INDEX "tickets_due";--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "sla_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "due_is_manual" boolean;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "target_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "target_basis" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "target_minutes" integer;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "target_in_hours" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "mark_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "tickets_due_first" ON "tickets" USING btree ("target_at","ref") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_due_last" ON "tickets" USING btree ("target_at" DESC NULLS LAST,"ref") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_urgent" ON "tickets" USING btree ("priority_level","target_at","created_at","ref") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_open_urgent" ON "tickets" USING btree ("priority_level","target_at","created_at","ref") WHERE status_kind <> 'closed' and removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_due" ON "tickets" USING btree ("target_at","ref") WHERE status_kind <> 'closed' and removed_at is null;