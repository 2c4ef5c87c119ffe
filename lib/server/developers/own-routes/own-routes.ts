import "server-only";
import { ASSET_FORM_ROUTES } from "./asset-form";
import { CALENDAR_ROUTES } from "./calendars";
import { CONFLICT_ROUTES } from "./conflicts";
import { COVERAGE_ROUTES } from "./coverage";
import { DEVICE_PAGE_ROUTES } from "./device-page";
import { IDENTITY_ROUTES } from "./identity";
import { INVENTORY_ROUTES } from "./inventory";
import type { OwnRoute } from "./own-route";
import { RECORD_ROUTES } from "./records";
import { RUN_ROUTES } from "./runs";
import { SCANNING_ROUTES } from "./scanning";
import { SETTING_ROUTES } from "./settings";
import { TOGETHER_ROUTES } from "./together";
import { TICKET_ACT_ROUTES } from "./ticket-acts";
import { TICKET_CONTEXT_ROUTES } from "./ticket-context";
import { TICKET_FORM_ROUTES } from "./ticket-forms";
import { TICKET_JOB_ROUTES } from "./ticket-jobs";
import { TICKET_TALK_ROUTES } from "./ticket-talk";
import { TICKET_VIEW_ROUTES } from "./ticket-views";

export type { OwnRoute } from "./own-route";

/** Every route of Sightline's own interface. The operations of both systems stand in their catalogues. */
export const OWN_ROUTES: readonly OwnRoute[] = [
  ...RECORD_ROUTES,
  ...TOGETHER_ROUTES,
  ...TICKET_CONTEXT_ROUTES,
  ...TICKET_JOB_ROUTES,
  ...TICKET_TALK_ROUTES,
  ...TICKET_ACT_ROUTES,
  ...TICKET_VIEW_ROUTES,
  ...TICKET_FORM_ROUTES,
  ...CALENDAR_ROUTES,
  ...DEVICE_PAGE_ROUTES,
  ...COVERAGE_ROUTES,
  ...ASSET_FORM_ROUTES,
  ...CONFLICT_ROUTES,
  ...IDENTITY_ROUTES,
  ...RUN_ROUTES,
  ...INVENTORY_ROUTES,
  ...SCANNING_ROUTES,
  ...SETTING_ROUTES,
];
