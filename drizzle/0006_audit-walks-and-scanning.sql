CREATE TABLE "walk_outcomes" (
	"walk_id" text NOT NULL,
	"record_ref" text NOT NULL,
	"kind" text NOT NULL,
	"attribute" text NOT NULL,
	"device_ref" text NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"problem" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "walk_outcomes_walk_id_record_ref_kind_attribute_pk" PRIMARY KEY("walk_id","record_ref","kind","attribute")
);
--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "retry_of" text;--> statement-breakpoint
ALTER TABLE "walk_scans" ADD COLUMN "scanned_by" text NOT NULL;--> statement-breakpoint
ALTER TABLE "walk_scans" ADD COLUMN "device_ref" text;--> statement-breakpoint
ALTER TABLE "walk_scans" ADD COLUMN "candidate_refs" text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "walks" ADD COLUMN "site" text;--> statement-breakpoint
ALTER TABLE "walks" ADD COLUMN "department" text;--> statement-breakpoint
ALTER TABLE "walks" ADD COLUMN "expected_refs" text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "walk_outcomes" ADD CONSTRAINT "walk_outcomes_walk_id_walks_id_fk" FOREIGN KEY ("walk_id") REFERENCES "public"."walks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "device_records_scan_serial" ON "device_records" USING btree (upper(regexp_replace("serial", '[^A-Za-z0-9]', '', 'g')));--> statement-breakpoint
CREATE INDEX "device_records_scan_tag" ON "device_records" USING btree (upper(regexp_replace("asset_tag", '[^A-Za-z0-9]', '', 'g')));--> statement-breakpoint
CREATE INDEX "device_records_scan_host" ON "device_records" USING btree (lower(split_part(coalesce("host", "name"), '.', 1)));--> statement-breakpoint
CREATE INDEX "device_records_scan_macs" ON "device_records" USING gin ("macs");--> statement-breakpoint
CREATE INDEX "walks_started" ON "walks" USING btree ("started_at" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "walk_scans" DROP COLUMN "device_id";--> statement-breakpoint
ALTER TABLE "walk_scans" DROP COLUMN "written_at";--> statement-breakpoint
ALTER TABLE "walk_scans" DROP COLUMN "write_problem";--> statement-breakpoint
ALTER TABLE "walks" DROP COLUMN "expected";--> statement-breakpoint
ALTER TABLE "walks" DROP COLUMN "reviewed_at";