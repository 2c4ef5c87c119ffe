CREATE TABLE "accounts" (
	"ref" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"user_name" text NOT NULL,
	"email" text,
	"full_name" text NOT NULL,
	"role" text NOT NULL,
	"is_manager" boolean NOT NULL,
	"manager_ref" text,
	"manager_name" text,
	"department" text,
	"site" text,
	"phone" text,
	"is_archived" boolean NOT NULL,
	"person_id" bigint,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"sweep" integer DEFAULT 0 NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ci_relation_types" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"opposite" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ci_relations" (
	"src_ref" text NOT NULL,
	"dest_ref" text NOT NULL,
	"type_id" text NOT NULL,
	CONSTRAINT "ci_relations_src_ref_dest_ref_type_id_pk" PRIMARY KEY("src_ref","dest_ref","type_id")
);
--> statement-breakpoint
CREATE TABLE "cis" (
	"ref" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"name" text NOT NULL,
	"type_id" text NOT NULL,
	"type_label" text NOT NULL,
	"ci_class" text NOT NULL,
	"status" text,
	"owner_ref" text,
	"owner_name" text,
	"site" text,
	"department" text,
	"serial" text,
	"asset_ref" text,
	"created_at" timestamp with time zone,
	"updated_at" timestamp with time zone,
	"facts" json NOT NULL,
	"owner_person_id" bigint,
	"search_text" text NOT NULL,
	"relations_read_at" timestamp with time zone,
	"relation_count" integer,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"sweep" integer DEFAULT 0 NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "device_records" (
	"ref" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"linked_ref" text,
	"serial" text,
	"asset_tag" text,
	"macs" text[] NOT NULL,
	"host" text,
	"domain" text,
	"device_kind" text NOT NULL,
	"manufacturer" text,
	"model" text,
	"os_name" text,
	"os_version" text,
	"ip" text,
	"ram_bytes" bigint,
	"disk_bytes" bigint,
	"disk_free_bytes" bigint,
	"last_seen_at" timestamp with time zone,
	"last_user" text,
	"owner_ref" text,
	"owner_name" text,
	"site" text,
	"department" text,
	"status" text,
	"archived" boolean NOT NULL,
	"created_at" timestamp with time zone,
	"updated_at" timestamp with time zone,
	"facts" json NOT NULL,
	"device_id" bigint,
	"match_rule" text DEFAULT 'alone' NOT NULL,
	"match_evidence" text,
	"owner_person_id" bigint,
	"software_read_at" timestamp with time zone,
	"match_keys" text[] DEFAULT '{}' NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"sweep" integer DEFAULT 0 NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "device_views" (
	"device_id" bigint NOT NULL,
	"lens" text NOT NULL,
	"is_full" boolean NOT NULL,
	"ref" text NOT NULL,
	"record_refs" text[] NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"manufacturer" text,
	"model" text,
	"serial" text,
	"os_name" text,
	"os_family" text,
	"owner_name" text,
	"site" text,
	"department" text,
	"ip" text,
	"last_seen_at" timestamp with time zone,
	"updated_at" timestamp with time zone,
	"open_tickets" integer DEFAULT 0 NOT NULL,
	"search_text" text NOT NULL,
	"kace_owner_ids" bigint[] NOT NULL,
	"sysaid_owner_ids" bigint[] NOT NULL,
	CONSTRAINT "device_views_device_id_lens_pk" PRIMARY KEY("device_id","lens")
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" bigserial PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "history" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"source" text NOT NULL,
	"entity" text NOT NULL,
	"ref" text NOT NULL,
	"what" text NOT NULL,
	"fields" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"department" text,
	"site" text,
	"manager_id" bigint
);
--> statement-breakpoint
CREATE TABLE "queues" (
	"ref" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"name" text NOT NULL,
	"lists" json NOT NULL,
	"owner_refs" text[] NOT NULL,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"sweep" integer DEFAULT 0 NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"manager_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"depth" smallint NOT NULL,
	CONSTRAINT "reports_manager_id_person_id_pk" PRIMARY KEY("manager_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "software_installs" (
	"device_record_ref" text NOT NULL,
	"title_ref" text NOT NULL,
	"installed_on" text,
	CONSTRAINT "software_installs_device_record_ref_title_ref_pk" PRIMARY KEY("device_record_ref","title_ref")
);
--> statement-breakpoint
CREATE TABLE "software_titles" (
	"ref" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"name" text NOT NULL,
	"version" text,
	"publisher" text,
	"installed_count" integer,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"sweep" integer DEFAULT 0 NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sync_state" (
	"source" text NOT NULL,
	"entity" text NOT NULL,
	"phase" text NOT NULL,
	"cursor" jsonb,
	"sweep" integer DEFAULT 0 NOT NULL,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"rows_total" integer,
	"delta_mark" timestamp with time zone,
	"last_ok_at" timestamp with time zone,
	"last_sweep_at" timestamp with time zone,
	"last_error" text,
	"last_error_at" timestamp with time zone,
	CONSTRAINT "sync_state_source_entity_pk" PRIMARY KEY("source","entity")
);
--> statement-breakpoint
CREATE TABLE "ticket_events" (
	"ticket_ref" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"author_ref" text,
	"author_name" text,
	"body" text NOT NULL,
	"minutes" real,
	CONSTRAINT "ticket_events_ticket_ref_id_pk" PRIMARY KEY("ticket_ref","id")
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"ref" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"resolution" text,
	"status_kind" text NOT NULL,
	"status_label" text NOT NULL,
	"status_id" text,
	"priority_level" smallint,
	"priority_label" text,
	"priority_id" text,
	"queue_ref" text,
	"queue_label" text,
	"category" text,
	"impact" text,
	"assignee_ref" text,
	"assignee_name" text,
	"requester_ref" text,
	"requester_name" text,
	"copied_to" text[] NOT NULL,
	"device_record_ref" text,
	"ci_ref" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"closed_at_is_approximate" boolean NOT NULL,
	"awaits_approval" boolean NOT NULL,
	"can_update" boolean,
	"assignee_person_id" bigint,
	"requester_person_id" bigint,
	"device_id" bigint,
	"search_text" text NOT NULL,
	"events_read_at" timestamp with time zone,
	"hash" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"sweep" integer DEFAULT 0 NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"who" text NOT NULL,
	"account_ref" text,
	"operation" text NOT NULL,
	"target" text,
	"outcome" text NOT NULL,
	"request_id" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"name" text PRIMARY KEY NOT NULL,
	"value" integer NOT NULL,
	"data" jsonb,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" text PRIMARY KEY NOT NULL,
	"vault_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pending_sign_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"user_name" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_tries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"bucket" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ok" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vault" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vault_sessions" (
	"vault_id" text NOT NULL,
	"source" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"account_ref" text NOT NULL,
	"user_name" text NOT NULL,
	"full_name" text NOT NULL,
	"email" text,
	"role" text NOT NULL,
	"is_manager" boolean NOT NULL,
	"organization" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_reason" text,
	CONSTRAINT "vault_sessions_vault_id_source_pk" PRIMARY KEY("vault_id","source")
);
--> statement-breakpoint
CREATE TABLE "wall_links" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"name" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "device_views" ADD CONSTRAINT "device_views_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_vault_id_vault_id_fk" FOREIGN KEY ("vault_id") REFERENCES "public"."vault"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vault_sessions" ADD CONSTRAINT "vault_sessions_vault_id_vault_id_fk" FOREIGN KEY ("vault_id") REFERENCES "public"."vault"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_person" ON "accounts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "accounts_email" ON "accounts" USING btree ("email");--> statement-breakpoint
CREATE INDEX "accounts_user_name" ON "accounts" USING btree (lower("user_name"));--> statement-breakpoint
CREATE INDEX "ci_relations_dest" ON "ci_relations" USING btree ("dest_ref");--> statement-breakpoint
CREATE INDEX "cis_name" ON "cis" USING btree ((lower("name") collate "C"),"ref");--> statement-breakpoint
CREATE INDEX "cis_class" ON "cis" USING btree ("ci_class");--> statement-breakpoint
CREATE INDEX "cis_crawl" ON "cis" USING btree ("relations_read_at");--> statement-breakpoint
CREATE INDEX "cis_owner" ON "cis" USING btree ("owner_person_id");--> statement-breakpoint
CREATE INDEX "cis_owner_ref" ON "cis" USING btree ("owner_ref");--> statement-breakpoint
CREATE INDEX "cis_asset" ON "cis" USING btree ("asset_ref") WHERE asset_ref is not null;--> statement-breakpoint
CREATE INDEX "cis_search" ON "cis" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "device_records_device" ON "device_records" USING btree ("device_id");--> statement-breakpoint
CREATE INDEX "device_records_owner" ON "device_records" USING btree ("owner_ref");--> statement-breakpoint
CREATE INDEX "device_records_match_keys" ON "device_records" USING gin ("match_keys");--> statement-breakpoint
CREATE INDEX "device_records_linked" ON "device_records" USING btree ("linked_ref") WHERE linked_ref is not null;--> statement-breakpoint
CREATE INDEX "device_records_software" ON "device_records" USING btree ("software_read_at");--> statement-breakpoint
CREATE INDEX "device_views_name" ON "device_views" USING btree ((lower("name") collate "C"),"device_id");--> statement-breakpoint
CREATE INDEX "device_views_seen" ON "device_views" USING btree ("last_seen_at" DESC NULLS LAST,"device_id");--> statement-breakpoint
CREATE INDEX "device_views_kind" ON "device_views" USING btree ("kind");--> statement-breakpoint
CREATE INDEX "device_views_os" ON "device_views" USING btree ("os_family");--> statement-breakpoint
CREATE INDEX "device_views_site" ON "device_views" USING btree ("site");--> statement-breakpoint
CREATE INDEX "device_views_kace_owners" ON "device_views" USING gin ("kace_owner_ids");--> statement-breakpoint
CREATE INDEX "device_views_sysaid_owners" ON "device_views" USING gin ("sysaid_owner_ids");--> statement-breakpoint
CREATE INDEX "device_views_search" ON "device_views" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "history_ref" ON "history" USING btree ("ref","id");--> statement-breakpoint
CREATE INDEX "history_at" ON "history" USING btree ("at");--> statement-breakpoint
CREATE INDEX "reports_person" ON "reports" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "software_installs_title" ON "software_installs" USING btree ("title_ref");--> statement-breakpoint
CREATE INDEX "tickets_open_updated" ON "tickets" USING btree ("updated_at" DESC NULLS LAST,"ref") WHERE status_kind <> 'closed' and removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_updated" ON "tickets" USING btree ("updated_at" DESC NULLS LAST,"ref") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_created" ON "tickets" USING btree ("created_at" DESC NULLS LAST,"ref") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_closed" ON "tickets" USING btree (coalesce("closed_at", "updated_at")) WHERE status_kind = 'closed' and removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_due" ON "tickets" USING btree ("due_at","ref") WHERE status_kind <> 'closed' and removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_title" ON "tickets" USING btree ((lower("title") collate "C"),"ref") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "tickets_queue" ON "tickets" USING btree ("queue_ref","updated_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "tickets_assignee" ON "tickets" USING btree ("assignee_person_id","updated_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "tickets_requester" ON "tickets" USING btree ("requester_person_id","updated_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "tickets_assignee_ref" ON "tickets" USING btree ("assignee_ref");--> statement-breakpoint
CREATE INDEX "tickets_requester_ref" ON "tickets" USING btree ("requester_ref");--> statement-breakpoint
CREATE INDEX "tickets_device" ON "tickets" USING btree ("device_id") WHERE device_id is not null;--> statement-breakpoint
CREATE INDEX "tickets_device_record" ON "tickets" USING btree ("device_record_ref") WHERE device_record_ref is not null;--> statement-breakpoint
CREATE INDEX "tickets_ci" ON "tickets" USING btree ("ci_ref") WHERE ci_ref is not null;--> statement-breakpoint
CREATE INDEX "tickets_copied" ON "tickets" USING gin ("copied_to");--> statement-breakpoint
CREATE INDEX "tickets_search" ON "tickets" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "audit_target" ON "audit" USING btree ("target","id");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at" desc);--> statement-breakpoint
CREATE INDEX "sign_in_tries_bucket" ON "sign_in_tries" USING btree ("bucket","at");--> statement-breakpoint
CREATE INDEX "vault_sessions_account" ON "vault_sessions" USING btree ("source","account_ref");--> statement-breakpoint
CREATE UNIQUE INDEX "wall_links_token" ON "wall_links" USING btree ("token_hash");