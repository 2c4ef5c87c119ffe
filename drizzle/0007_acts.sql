ALTER TABLE "tickets" ADD COLUMN "approver_refs" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "approver_name" text;--> statement-breakpoint
CREATE INDEX "tickets_approval" ON "tickets" USING btree ("updated_at" DESC NULLS LAST,"ref") WHERE awaits_approval and removed_at is null;