"use client";

import { FreshnessFoot } from "@/components/ui/freshness-foot";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Screen } from "@/components/ui/screen";
import { ITEM_LISTS } from "@/lib/client/inventory/item-lists";
import { useItem } from "@/lib/client/inventory/use-inventory";
import type { ItemDetailResult } from "@/lib/contracts/inventory";
import { toFreshness } from "@/lib/format/source-labels";
import { DevicesBehind } from "./devices-behind";
import { ItemFacts } from "./item-facts";
import { ListLink } from "./list-link";

/** One thing of the inventory, with the devices behind it. */
export function ItemScreen({ itemRef }: { itemRef: string }) {
  const query = useItem(itemRef);
  const item = query.data?.item;
  return (
    <Screen
      title={item?.name ?? "Inventory"}
      showTitle
      foot={
        query.data ? (
          <FreshnessFoot items={toFreshness(query.data.sources).slice(0, 1)} />
        ) : undefined
      }
    >
      {item ? <ListLink {...ITEM_LISTS[item.kind]} /> : null}
      <Panel<ItemDetailResult>
        title="What is known"
        query={query}
        size="auto"
        staleOf={({ item: { removedAt } }) =>
          removedAt === null ? null : "KACE no longer lists it. This is what was last read."
        }
      >
        {(data) => (
          <>
            <ItemFacts item={data.item} />
            <p className="pt-2 text-xs text-ink-faint">
              Read <RelativeTime iso={data.item.readAt} />
            </p>
          </>
        )}
      </Panel>
      {item && item.devices !== null ? (
        <DevicesBehind
          having={item.ref}
          title={item.kind === "managedInstall" ? "Devices that it goes to" : "Devices behind it"}
          empty="No device that you see has it."
          fileName={`devices with ${item.name}`.replace(/[^\w .()-]+/g, "_").slice(0, 80)}
        />
      ) : null}
    </Screen>
  );
}
