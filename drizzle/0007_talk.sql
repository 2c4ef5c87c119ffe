ALTER TABLE "ticket_events" ADD COLUMN "attachments" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_events" ADD COLUMN "steps" jsonb DEFAULT '[]'::jsonb NOT NULL;