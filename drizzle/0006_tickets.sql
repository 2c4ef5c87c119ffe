CREATE TABLE "ticket_drafts" (
	"account_ref" text NOT NULL,
	"ticket_ref" text NOT NULL,
	"text" text NOT NULL,
	"is_internal" boolean NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_drafts_account_ref_ticket_ref_pk" PRIMARY KEY("account_ref","ticket_ref")
);
--> statement-breakpoint
CREATE TABLE "ticket_links" (
	"ticket_a" text NOT NULL,
	"ticket_b" text NOT NULL,
	"verdict" text NOT NULL,
	"said_by" text NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	"written" jsonb NOT NULL,
	CONSTRAINT "ticket_links_ticket_a_ticket_b_pk" PRIMARY KEY("ticket_a","ticket_b")
);
--> statement-breakpoint
CREATE TABLE "ticket_looks" (
	"account_ref" text NOT NULL,
	"view_id" text NOT NULL,
	"looked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_looks_account_ref_view_id_pk" PRIMARY KEY("account_ref","view_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_presence" (
	"ticket_ref" text NOT NULL,
	"page_id" text NOT NULL,
	"account_ref" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_presence_ticket_ref_page_id_pk" PRIMARY KEY("ticket_ref","page_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_views" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"search" jsonb NOT NULL,
	"is_shared" boolean NOT NULL,
	"owner_refs" text[] NOT NULL,
	"owner_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "ticket_drafts_updated" ON "ticket_drafts" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "ticket_links_b" ON "ticket_links" USING btree ("ticket_b");--> statement-breakpoint
CREATE INDEX "ticket_presence_seen" ON "ticket_presence" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "ticket_views_owners" ON "ticket_views" USING gin ("owner_refs");