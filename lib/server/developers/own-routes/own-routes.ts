import "server-only";
import { ASSET_FORM_ROUTES } from "./asset-form";
import { CONFLICT_ROUTES } from "./conflicts";
import type { OwnRoute } from "./own-route";
import { RECORD_ROUTES } from "./records";
import { SETTING_ROUTES } from "./settings";

export type { OwnRoute } from "./own-route";

/** Every route of Sightline's own interface. The operations of both systems stand in their catalogues. */
export const OWN_ROUTES: readonly OwnRoute[] = [
  ...RECORD_ROUTES,
  ...ASSET_FORM_ROUTES,
  ...CONFLICT_ROUTES,
  ...SETTING_ROUTES,
];
