import { expect, type Locator } from "@playwright/test";

/** Gives a list the keys, as its reader does: once there is a row to walk to. Before, no script of the page runs yet. */
export async function focusList(list: Locator): Promise<void> {
  await expect(list.getByRole("row").nth(1)).toBeVisible();
  await list.focus();
}
