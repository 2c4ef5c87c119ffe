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
CREATE TABLE "item_devices" (
	"item_ref" text NOT NULL,
	"record_ref" text NOT NULL,
	CONSTRAINT "item_devices_item_ref_record_ref_pk" PRIMARY KEY("item_ref","record_ref")
);
--> statement-breakpoint
DROP INDEX "software_usage_title";--> statement-breakpoint
DROP INDEX "software_usage_record";--> statement-breakpoint
DROP INDEX "match_findings_kind";--> statement-breakpoint
ALTER TABLE "device_records" ADD COLUMN "match_mate" text;--> statement-breakpoint
ALTER TABLE "device_views" ADD COLUMN "is_encrypted" boolean;--> statement-breakpoint
ALTER TABLE "device_views" ADD COLUMN "missing_patches" integer;--> statement-breakpoint
ALTER TABLE "device_views" ADD COLUMN "worst_patch_level" smallint;--> statement-breakpoint
ALTER TABLE "device_views" ADD COLUMN "last_restart_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "software_titles" ADD COLUMN "product" text;--> statement-breakpoint
UPDATE "software_titles" SET "product" = left(lower("name"), 200), "hash" = '';--> statement-breakpoint
ALTER TABLE "software_titles" ALTER COLUMN "product" SET NOT NULL;--> statement-breakpoint
DELETE FROM "software_usage";--> statement-breakpoint
ALTER TABLE "software_usage" ADD COLUMN "product" text NOT NULL;--> statement-breakpoint
CREATE INDEX "inventory_groups_devices" ON "inventory_groups" USING btree ("kind","device_count" DESC NULLS LAST,"key");--> statement-breakpoint
CREATE INDEX "inventory_groups_search" ON "inventory_groups" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "item_devices_record" ON "item_devices" USING btree ("record_ref");--> statement-breakpoint
CREATE INDEX "device_records_joins" ON "device_records" USING btree ("match_rule","match_confidence","ref") WHERE match_mate is not null and removed_at is null;--> statement-breakpoint
CREATE INDEX "software_titles_product" ON "software_titles" USING btree ("product");--> statement-breakpoint
CREATE INDEX "device_parts_read" ON "device_parts" USING btree ("read_at");--> statement-breakpoint
CREATE INDEX "software_usage_product" ON "software_usage" USING btree ("product");--> statement-breakpoint
CREATE INDEX "match_findings_kind" ON "match_findings" USING btree ("kind","confidence" DESC NULLS LAST,"record_a","record_b");--> statement-breakpoint
ALTER TABLE "software_usage" DROP COLUMN "title_ref";--> statement-breakpoint
ALTER TABLE "software_usage" ADD CONSTRAINT "software_usage_device_record_ref_product_pk" PRIMARY KEY("device_record_ref","product");
