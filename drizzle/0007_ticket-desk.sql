CREATE TABLE "ticket_job_rows" (
	"job_id" text NOT NULL,
	"ticket_ref" text NOT NULL,
	"source" text NOT NULL,
	"number" text NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"message" text,
	"at" timestamp with time zone NOT NULL,
	"write" jsonb,
	"only_while" text,
	"back" jsonb,
	"left_value" text,
	CONSTRAINT "ticket_job_rows_job_id_ticket_ref_pk" PRIMARY KEY("job_id","ticket_ref")
);
--> statement-breakpoint
CREATE TABLE "ticket_jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"act" text NOT NULL,
	"value" text,
	"typed" text,
	"has_typed" boolean NOT NULL,
	"is_internal" boolean,
	"started_by" text NOT NULL,
	"owner_refs" text[] NOT NULL,
	"sources" text[] NOT NULL,
	"vault_ids" jsonb NOT NULL,
	"token" jsonb,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"stopped_at" timestamp with time zone,
	"note" text,
	"retry_of" text,
	"undoes" text
);
--> statement-breakpoint
DROP INDEX "tickets_due";--> statement-breakpoint
ALTER TABLE "ticket_events" ADD COLUMN "attachments" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_events" ADD COLUMN "steps" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "sla_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "due_is_manual" boolean;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "target_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "target_basis" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "target_minutes" integer;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "target_in_hours" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "mark_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "approver_refs" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "approver_name" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "events_of" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "ticket_ref" text;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "written" text;--> statement-breakpoint
ALTER TABLE "ticket_job_rows" ADD CONSTRAINT "ticket_job_rows_job_id_ticket_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."ticket_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ticket_jobs_owners" ON "ticket_jobs" USING gin ("owner_refs");--> statement-breakpoint
CREATE INDEX "ticket_jobs_started" ON "ticket_jobs" USING btree ("started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "ticket_jobs_open" ON "ticket_jobs" USING btree ("started_at") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_jobs_undoes" ON "ticket_jobs" USING btree ("undoes");--> statement-breakpoint
CREATE INDEX "tickets_due_first" ON "tickets" USING btree ("target_at","ref") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_due_last" ON "tickets" USING btree ("target_at" DESC NULLS LAST,"ref") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_urgent" ON "tickets" USING btree ("priority_level","target_at","created_at","ref") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_open_urgent" ON "tickets" USING btree ("priority_level","target_at","created_at","ref") WHERE status_kind <> 'closed' and removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_approval" ON "tickets" USING btree ("updated_at" DESC NULLS LAST,"ref") WHERE awaits_approval and removed_at is null;--> statement-breakpoint
CREATE INDEX "runs_ticket" ON "runs" USING btree ("ticket_ref","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "tickets_due" ON "tickets" USING btree ("target_at","ref") WHERE status_kind <> 'closed' and removed_at is null;