CREATE TABLE "device_parts" (
	"record_ref" text PRIMARY KEY NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"hash" text NOT NULL,
	"parts" json NOT NULL,
	"is_encrypted" boolean,
	"has_tpm" boolean,
	"agent_version" text,
	"last_restart_at" timestamp with time zone,
	"disk_free_share" real,
	"missing_patches" integer DEFAULT 0 NOT NULL,
	"worst_patch_level" smallint,
	"process_numbers" integer[] NOT NULL,
	"service_numbers" integer[] NOT NULL,
	"startup_numbers" integer[] NOT NULL,
	"patch_numbers" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inventory_groups" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"publisher" text,
	"version" text,
	"status" text,
	"level" smallint,
	"members" integer NOT NULL,
	"device_count" integer NOT NULL,
	"owners_full" integer DEFAULT 0 NOT NULL,
	"owners_kace" integer DEFAULT 0 NOT NULL,
	"search_text" text NOT NULL,
	CONSTRAINT "inventory_groups_kind_key_pk" PRIMARY KEY("kind","key")
);
--> statement-breakpoint
CREATE TABLE "inventory_items" (
	"ref" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"native_number" integer,
	"name" text NOT NULL,
	"version" text,
	"publisher" text,
	"status" text,
	"level" smallint,
	"counted_devices" integer,
	"created_at" timestamp with time zone,
	"updated_at" timestamp with time zone,
	"facts" json NOT NULL,
	"search_text" text NOT NULL,
	"device_count" integer,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"sweep" integer DEFAULT 0 NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "item_devices" (
	"item_ref" text NOT NULL,
	"record_ref" text NOT NULL,
	CONSTRAINT "item_devices_item_ref_record_ref_pk" PRIMARY KEY("item_ref","record_ref")
);
--> statement-breakpoint
CREATE TABLE "licenses" (
	"ref" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"name" text NOT NULL,
	"vendor" text,
	"mode" text,
	"owned" integer,
	"owner_ref" text,
	"owner_name" text,
	"site" text,
	"department" text,
	"expires_at" timestamp with time zone,
	"cost_text" text,
	"title_refs" text[] NOT NULL,
	"facts" json NOT NULL,
	"updated_at" timestamp with time zone,
	"search_text" text NOT NULL,
	"owner_person_id" bigint,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"sweep" integer DEFAULT 0 NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "patch_cves" (
	"cve" text NOT NULL,
	"patch_ref" text NOT NULL,
	"patch_number" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "software_usage" (
	"device_record_ref" text NOT NULL,
	"product" text NOT NULL,
	"last_used_at" timestamp with time zone,
	"launches" integer,
	"minutes" integer,
	CONSTRAINT "software_usage_device_record_ref_product_pk" PRIMARY KEY("device_record_ref","product")
);
--> statement-breakpoint
CREATE TABLE "conflicts" (
	"device_id" bigint NOT NULL,
	"attribute" text NOT NULL,
	"kace_ref" text NOT NULL,
	"kace_text" text NOT NULL,
	"sysaid_ref" text NOT NULL,
	"sysaid_text" text NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"digest" text NOT NULL,
	"ignored_digest" text,
	"ignored_by" text,
	"ignored_at" timestamp with time zone,
	CONSTRAINT "conflicts_device_id_attribute_pk" PRIMARY KEY("device_id","attribute")
);
--> statement-breakpoint
CREATE TABLE "coverage_days" (
	"day" date NOT NULL,
	"division" text NOT NULL,
	"value" text NOT NULL,
	"state" text NOT NULL,
	"devices" integer NOT NULL,
	CONSTRAINT "coverage_days_day_division_value_state_pk" PRIMARY KEY("day","division","value","state")
);
--> statement-breakpoint
CREATE TABLE "match_decisions" (
	"record_a" text NOT NULL,
	"record_b" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"evidence" text NOT NULL,
	CONSTRAINT "match_decisions_record_a_record_b_pk" PRIMARY KEY("record_a","record_b")
);
--> statement-breakpoint
CREATE TABLE "match_findings" (
	"record_a" text NOT NULL,
	"record_b" text NOT NULL,
	"kind" text NOT NULL,
	"rule" text NOT NULL,
	"evidence" text NOT NULL,
	"reason" text NOT NULL,
	"confidence" real NOT NULL,
	"digest" text NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	CONSTRAINT "match_findings_record_a_record_b_pk" PRIMARY KEY("record_a","record_b")
);
--> statement-breakpoint
CREATE TABLE "run_targets" (
	"run_id" text NOT NULL,
	"record_ref" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"message" text,
	"upstream_id" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "run_targets_run_id_record_ref_pk" PRIMARY KEY("run_id","record_ref")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"subject_ref" text,
	"started_by" text NOT NULL,
	"account_ref" text NOT NULL,
	"vault_id" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"stopped_at" timestamp with time zone,
	"options" jsonb NOT NULL,
	"note" text,
	"retry_of" text
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "walk_scans" (
	"walk_id" text NOT NULL,
	"id" text NOT NULL,
	"code" text NOT NULL,
	"scanned_at" timestamp with time zone NOT NULL,
	"scanned_by" text NOT NULL,
	"device_ref" text,
	"candidate_refs" text[] NOT NULL,
	"is_undone" boolean DEFAULT false NOT NULL,
	"seq" bigserial NOT NULL,
	CONSTRAINT "walk_scans_walk_id_id_pk" PRIMARY KEY("walk_id","id")
);
--> statement-breakpoint
CREATE TABLE "walks" (
	"id" text PRIMARY KEY NOT NULL,
	"place" text NOT NULL,
	"site" text,
	"department" text,
	"started_by" text NOT NULL,
	"account_ref" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"expected_refs" text[] NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "device_records" ADD COLUMN "last_linked_ref" text;--> statement-breakpoint
ALTER TABLE "device_records" ADD COLUMN "match_mate" text;--> statement-breakpoint
ALTER TABLE "device_records" ADD COLUMN "match_confidence" real;--> statement-breakpoint
ALTER TABLE "device_views" ADD COLUMN "kace_seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "device_views" ADD COLUMN "sysaid_seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "device_views" ADD COLUMN "drift" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "device_views" ADD COLUMN "disagreements" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "device_views" ADD COLUMN "is_encrypted" boolean;--> statement-breakpoint
ALTER TABLE "device_views" ADD COLUMN "missing_patches" integer;--> statement-breakpoint
ALTER TABLE "device_views" ADD COLUMN "worst_patch_level" smallint;--> statement-breakpoint
ALTER TABLE "device_views" ADD COLUMN "last_restart_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "software_titles" ADD COLUMN "product" text;--> statement-breakpoint
UPDATE "software_titles" SET "product" = left(lower("name"), 200), "hash" = '';--> statement-breakpoint
ALTER TABLE "software_titles" ALTER COLUMN "product" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "run_targets" ADD CONSTRAINT "run_targets_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "walk_outcomes" ADD CONSTRAINT "walk_outcomes_walk_id_walks_id_fk" FOREIGN KEY ("walk_id") REFERENCES "public"."walks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "walk_scans" ADD CONSTRAINT "walk_scans_walk_id_walks_id_fk" FOREIGN KEY ("walk_id") REFERENCES "public"."walks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "device_parts_processes" ON "device_parts" USING gin ("process_numbers");--> statement-breakpoint
CREATE INDEX "device_parts_services" ON "device_parts" USING gin ("service_numbers");--> statement-breakpoint
CREATE INDEX "device_parts_startups" ON "device_parts" USING gin ("startup_numbers");--> statement-breakpoint
CREATE INDEX "device_parts_patches" ON "device_parts" USING gin ("patch_numbers");--> statement-breakpoint
CREATE INDEX "device_parts_read" ON "device_parts" USING btree ("read_at");--> statement-breakpoint
CREATE INDEX "inventory_groups_devices" ON "inventory_groups" USING btree ("kind","device_count" DESC NULLS LAST,"key");--> statement-breakpoint
CREATE INDEX "inventory_groups_search" ON "inventory_groups" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "inventory_items_name" ON "inventory_items" USING btree ("kind",(lower("name") collate "C"),"ref");--> statement-breakpoint
CREATE INDEX "inventory_items_search" ON "inventory_items" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "item_devices_record" ON "item_devices" USING btree ("record_ref");--> statement-breakpoint
CREATE INDEX "licenses_name" ON "licenses" USING btree ((lower("name") collate "C"),"ref");--> statement-breakpoint
CREATE INDEX "licenses_titles" ON "licenses" USING gin ("title_refs");--> statement-breakpoint
CREATE INDEX "patch_cves_cve" ON "patch_cves" USING btree ("cve");--> statement-breakpoint
CREATE INDEX "patch_cves_patch" ON "patch_cves" USING btree ("patch_ref");--> statement-breakpoint
CREATE INDEX "software_usage_product" ON "software_usage" USING btree ("product");--> statement-breakpoint
CREATE INDEX "conflicts_attribute" ON "conflicts" USING btree ("attribute","found_at");--> statement-breakpoint
CREATE INDEX "match_decisions_b" ON "match_decisions" USING btree ("record_b");--> statement-breakpoint
CREATE INDEX "match_findings_b" ON "match_findings" USING btree ("record_b");--> statement-breakpoint
CREATE INDEX "match_findings_kind" ON "match_findings" USING btree ("kind","confidence" DESC NULLS LAST,"record_a","record_b");--> statement-breakpoint
CREATE INDEX "run_targets_record" ON "run_targets" USING btree ("record_ref","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "runs_account" ON "runs" USING btree ("account_ref","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "runs_open" ON "runs" USING btree ("started_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "walk_scans_order" ON "walk_scans" USING btree ("walk_id","seq");--> statement-breakpoint
CREATE INDEX "walks_account" ON "walks" USING btree ("account_ref","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "walks_started" ON "walks" USING btree ("started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "device_records_joins" ON "device_records" USING btree ("match_confidence","ref","match_rule") WHERE match_mate is not null and removed_at is null;--> statement-breakpoint
CREATE INDEX "device_records_last_linked" ON "device_records" USING btree ("last_linked_ref") WHERE last_linked_ref is not null;--> statement-breakpoint
CREATE INDEX "device_records_scan_serial" ON "device_records" USING btree (upper(regexp_replace("serial", '[^A-Za-z0-9]', '', 'g')));--> statement-breakpoint
CREATE INDEX "device_records_scan_tag" ON "device_records" USING btree (upper(regexp_replace("asset_tag", '[^A-Za-z0-9]', '', 'g')));--> statement-breakpoint
CREATE INDEX "device_records_scan_host" ON "device_records" USING btree (lower(split_part(coalesce("host", "name"), '.', 1)));--> statement-breakpoint
CREATE INDEX "device_records_scan_macs" ON "device_records" USING gin ("macs");--> statement-breakpoint
CREATE INDEX "device_views_model" ON "device_views" USING btree (lower("model"));--> statement-breakpoint
CREATE INDEX "device_views_drift" ON "device_views" USING gin ("drift");--> statement-breakpoint
CREATE INDEX "device_views_coverage" ON "device_views" USING btree ("is_full","lens","kind","kace_seen_at","sysaid_seen_at","drift");--> statement-breakpoint
CREATE INDEX "device_views_disagreements" ON "device_views" USING gin ("disagreements");--> statement-breakpoint
CREATE INDEX "software_titles_product" ON "software_titles" USING btree ("product");