import "server-only";
import type { Ref } from "@/lib/domain/ref";
import type { Call } from "./port";

/** A barcode that a source keeps for an asset. Texts as the source spells them. */
export interface Barcode {
  id: string;
  name: string;
  /** What the code says. */
  text: string;
  format: string;
  lastScannedBy: string | null;
}

/** What is told of a barcode when it is added or changed. */
export interface BarcodeWish {
  name: string;
  text: string;
  format: string;
}

/** The barcodes of a source's assets, as the person whose session it is. Writes are sent once. */
export interface BarcodeDesk {
  /** Those of one asset, in the source's order. */
  list(assetRef: Ref, call: Call): Promise<Barcode[]>;
  /** The assets that carry a code; none where the source does not tell whose a barcode is. */
  find(text: string, call: Call): Promise<Ref[]>;
  add(assetRef: Ref, wish: BarcodeWish, call: Call): Promise<void>;
  change(id: string, wish: BarcodeWish, call: Call): Promise<void>;
  remove(id: string, call: Call): Promise<void>;
}
