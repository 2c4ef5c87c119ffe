import type { Metadata } from "next";
import { NewTicketScreen } from "@/components/tickets/form/new-ticket-screen";
import { pageViewer } from "../../_parts/page-viewer";

export const metadata: Metadata = { title: "New ticket" };

/** A new ticket in either system. */
export default async function NewTicketPage() {
  await pageViewer();
  return <NewTicketScreen />;
}
