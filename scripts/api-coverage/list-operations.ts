import { KACE_OPERATIONS } from "@/lib/server/kace/operations";
import { SYSAID_OPERATIONS } from "@/lib/server/sysaid/operations";

// Prints what both catalogues hold, as JSON: they are the server's own and can only be read as it is compiled.
const listed = [...KACE_OPERATIONS, ...SYSAID_OPERATIONS].map(({ source, group, id }) => ({
  source,
  group,
  id,
}));
process.stdout.write(JSON.stringify(listed));
