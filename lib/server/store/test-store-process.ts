import "server-only";
import { openStore } from "./open";
import { aTicket } from "./test-company";
import { applyTickets } from "./write/apply";

// For tests only: a process of its own that opens an embedded store, writes a ticket, says so, and stays.

const [, , dataDir = "", id = "1"] = process.argv;
const store = await openStore({ databaseUrl: null, dataDir });
await applyTickets(store, [aTicket("kace", id)]);
process.stdout.write("written\n");
