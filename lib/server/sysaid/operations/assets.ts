import "server-only";
import { PAGE, SHAPE, reading, required, rowsOf } from "./rows";
import { AssetRow, listOf, oneOf } from "./shapes";

export const ASSETS = rowsOf("Assets", [
  {
    id: "assets.list",
    title: "List assets",
    path: "/api/v1/asset",
    query: [...SHAPE, ...PAGE],
    answer: listOf(AssetRow),
    ...reading("everyone"),
  },
  {
    id: "assets.read",
    title: "Read one asset",
    path: "/api/v1/asset/{id}",
    query: SHAPE,
    answer: oneOf(AssetRow),
    ...reading("everyone"),
  },
  {
    id: "assets.search",
    title: "Search assets",
    path: "/api/v1/asset/search",
    query: [required("query", "string", "Words to look for"), ...SHAPE, ...PAGE],
    answer: listOf(AssetRow),
    ...reading("everyone"),
  },
]);
