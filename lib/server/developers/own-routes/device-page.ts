import "server-only";
import { z } from "zod";
import {
  DeviceCustodyResult,
  DeviceCustomInventoryResult,
  DeviceFilesResult,
  DevicePeersResult,
  DeviceProgramsResult,
  DeviceSoftwareResult,
  DeviceTimelineQuery,
  DeviceTimelineResult,
} from "@/lib/contracts/device-page";
import type { OwnRoute } from "./own-route";

const DEVICE = { ref: "The device: kace:machine:17" };

const tab = (name: string, route: Pick<OwnRoute, "id" | "title" | "answer">): OwnRoute => ({
  ...route,
  group: "Devices",
  method: "GET",
  path: `/api/devices/{ref}/${name}`,
  right: "everyone",
  values: DEVICE,
  query: z.strictObject({}),
});

/** What the tabs of a device's page read. */
export const DEVICE_PAGE_ROUTES: readonly OwnRoute[] = [
  tab("software", {
    id: "devices.software",
    title: "Read a device's installed software",
    answer: DeviceSoftwareResult,
  }),
  tab("programs", {
    id: "devices.programs",
    title: "Read what runs on a device",
    answer: DeviceProgramsResult,
  }),
  tab("custody", {
    id: "devices.custody",
    title: "Read who has and had a device",
    answer: DeviceCustodyResult,
  }),
  tab("peers", {
    id: "devices.peers",
    title: "Compare a device with its model",
    answer: DevicePeersResult,
  }),
  tab("custom-inventory", {
    id: "devices.customInventory",
    title: "Read a device's custom inventory from KACE",
    answer: DeviceCustomInventoryResult,
  }),
  tab("files", {
    id: "devices.files",
    title: "List the files that a device's agent sent",
    answer: DeviceFilesResult,
  }),
  {
    ...tab("timeline", {
      id: "devices.timeline",
      title: "Read everything that happened to a device",
      answer: DeviceTimelineResult,
    }),
    query: DeviceTimelineQuery,
  },
];
