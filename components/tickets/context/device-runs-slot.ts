import type { ReactNode } from "react";
import type { ContextDevice } from "@/lib/contracts/ticket-context";

/** What the page around a ticket brings for its devices: acts on machines are another part of the product. */
export interface DeviceRunsSlot {
  /** What can be run on a device. `isOwn`: it is the ticket's own. */
  button: (device: ContextDevice, isOwn: boolean) => ReactNode;
  /** What was run for the ticket. */
  list: ReactNode;
}
