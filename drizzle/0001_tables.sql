ALTER TABLE "queues" ALTER COLUMN "lists" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "ticket_events" ALTER COLUMN "minutes" SET DATA TYPE real;