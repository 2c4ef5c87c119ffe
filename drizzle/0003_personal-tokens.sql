CREATE TABLE "token_accounts" (
	"token_id" text NOT NULL,
	"source" text NOT NULL,
	"account_ref" text NOT NULL,
	"user_name" text NOT NULL,
	CONSTRAINT "token_accounts_token_id_source_pk" PRIMARY KEY("token_id","source")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"hint" text NOT NULL,
	"name" text NOT NULL,
	"access" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "token_accounts" ADD CONSTRAINT "token_accounts_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "token_accounts_account" ON "token_accounts" USING btree ("account_ref");--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_hash" ON "tokens" USING btree ("token_hash");