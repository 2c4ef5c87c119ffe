-- Every full sweep notes on every row that it was seen. With room left in its page such a row is renewed
-- in place, without touching a single index.
ALTER TABLE "tickets" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "device_records" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "cis" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "accounts" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "software_titles" SET (fillfactor = 80);
