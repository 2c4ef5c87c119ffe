import type { KaceAsset, KaceSoftware } from "../fleet/model";
import type { Table } from "./table";

/** A product that licences are bought for: words of the licences' names and of the titles under them. */
export interface LicensedProduct {
  id: number;
  license: string;
  titles: readonly string[];
  vendor: string;
  unitCost: string;
}

const PRODUCTS: readonly LicensedProduct[] = (
  [
    ["Microsoft 365 E3", ["Microsoft 365 Apps"], "Microsoft", "39.00"],
    [
      "Adobe Creative Cloud",
      ["Photoshop", "Illustrator", "InDesign", "Premiere", "Lightroom"],
      "Adobe",
      "89.99",
    ],
    ["AutoCAD", ["AutoCAD 2025", "AutoCAD LT"], "Autodesk", "235.00"],
    ["SOLIDWORKS", ["SOLIDWORKS 2024"], "Dassault", "410.00"],
    ["SAP Professional", ["SAP GUI"], "SAP", "120.00"],
    ["MATLAB", ["MATLAB"], "MathWorks", "860.00"],
    ["Visio", ["Microsoft Visio"], "Microsoft", "15.00"],
    ["CrowdStrike", ["CrowdStrike"], "CrowdStrike", "8.99"],
    ["Veeam", ["Veeam Agent"], "Veeam", "6.50"],
    ["SQL Server 2022", ["SQL Server 2022"], "Microsoft", "3945.00"],
  ] as const
).map(([license, titles, vendor, unitCost], at) => ({
  id: at + 1,
  license,
  titles,
  vendor,
  unitCost,
}));

/** The product that a licence is for, by its name. */
export function productOf(license: Pick<KaceAsset, "name">): LicensedProduct | undefined {
  return PRODUCTS.find((product) => license.name.includes(product.license));
}

/** The product that a title belongs to. */
export function productOfTitle(title: Pick<KaceSoftware, "name">): LicensedProduct | undefined {
  return PRODUCTS.find((product) => product.titles.some((word) => title.name.includes(word)));
}

/** The titles under a licence, as long as nobody chose others. */
export function titlesUnder(
  software: Pick<Table<KaceSoftware>, "all">,
  license: Pick<KaceAsset, "name">,
): number[] {
  const product = productOf(license);
  if (product === undefined) return [];
  return software
    .all()
    .filter((title) => productOfTitle(title) === product)
    .map(({ id }) => id);
}
