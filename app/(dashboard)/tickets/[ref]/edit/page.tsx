import type { Metadata } from "next";
import { TicketFormScreen } from "@/components/tickets/form/ticket-form-screen";
import { decodeParam } from "@/lib/server/api/ref-param";
import { pageViewer } from "../../../_parts/page-viewer";

export const metadata: Metadata = { title: "Edit fields" };

/** A ticket as its own system's form. */
export default async function TicketFormPage({ params }: { params: Promise<{ ref: string }> }) {
  await pageViewer();
  const ref = decodeParam((await params).ref);
  return <TicketFormScreen key={ref} ticketRef={ref} />;
}
