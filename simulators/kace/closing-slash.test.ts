import { expect, test } from "vitest";
import { serveSimulator } from "./test-client";

const { signIn } = serveSimulator();

test.each([
  "/ams/shared/api/organizations",
  "/ams/shared/api/security/authResult",
  "/ams/shared/api/security/refreshcontext",
  "/ams/shared/api/security/supportedAuthTypes",
  "/api/asset/asset_status",
  "/api/asset/asset_status/1",
  "/api/asset/assets",
  "/api/asset/assets/1",
  "/api/asset/assets/1/barcodes",
  "/api/asset/assets/types",
  "/api/asset/barcodes",
  "/api/asset/barcodes/1",
  "/api/asset/licenses",
  "/api/inventory/machines",
  "/api/inventory/machines/1",
  "/api/inventory/machines/1/custom_inventory",
  "/api/inventory/machines/1/uploaded_files",
  "/api/inventory/machines/1/uploaded_files/11",
  "/api/inventory/nodes",
  "/api/inventory/nodes/1",
  "/api/inventory/operating_systems",
  "/api/inventory/operating_systems/1",
  "/api/inventory/processes",
  "/api/inventory/processes/1",
  "/api/inventory/services",
  "/api/inventory/services/2",
  "/api/inventory/softwares",
  "/api/inventory/softwares/1",
  "/api/inventory/startup_programs",
  "/api/inventory/startup_programs/3",
  "/api/users/me",
  "/api/users/users",
  "/api/users/users/101",
  "/api/users/101/permissions",
])(
  "%s answers the same with and without its closing slash, to whoever may read it",
  async (path) => {
    for (const userName of ["ada", "rita"]) {
      const { download } = await signIn(userName);
      const [plain, closed] = [await download(path), await download(`${path}/`)];
      expect([plain.status, closed.status]).toEqual([200, 200]);
      expect(await plain.text()).toBe(await closed.text());
    }
  },
);
