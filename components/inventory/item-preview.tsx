"use client";

import { itemHref } from "@/lib/client/inventory/links";
import { useItem } from "@/lib/client/inventory/use-inventory";
import type { ItemRow } from "@/lib/contracts/inventory";
import { ItemFacts } from "./item-facts";
import { PreviewFrame, PreviewWaiting } from "./preview-frame";

/** An item beside its list: the row at once, then its long texts whole. */
export function ItemPreview({ itemRef, row }: { itemRef: string; row: ItemRow | undefined }) {
  const query = useItem(itemRef);
  const item = query.data?.item ?? row;
  if (item === undefined) return <PreviewWaiting query={query} />;
  return (
    <PreviewFrame name={item.name} href={itemHref(item.ref)}>
      <ItemFacts item={item} />
    </PreviewFrame>
  );
}
