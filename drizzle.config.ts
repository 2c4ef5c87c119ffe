import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: [
    "./lib/server/store/schema/index-tables.ts",
    "./lib/server/store/schema/inventory-tables.ts",
    "./lib/server/store/schema/app-tables.ts",
    "./lib/server/store/schema/device-work-tables.ts",
    "./lib/server/store/schema/ticket-work-tables.ts",
  ],
  out: "./drizzle",
});
