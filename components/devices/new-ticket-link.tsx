import { Plus } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { newTicketHref } from "@/lib/client/tickets/ticket-links";

/** Begins a ticket about a device, with what is known of it filled in. */
export function NewTicketLink({ deviceRef }: { deviceRef: string }) {
  return (
    <Link
      href={newTicketHref({ device: deviceRef })}
      className={buttonClass("plain", "justify-self-start")}
      data-print="hide"
    >
      <Plus size={14} aria-hidden />
      New ticket for this device
    </Link>
  );
}
