import { expect, test } from "vitest";
import { parseAssetTypes } from "./asset-wire";
import { kindOfProperty, readFieldText, readFieldValue, writeFieldValue } from "./field-values";

test("types are understood in other letter case, with numbers as texts and without what is missing", () => {
  const body = {
    assettypes: [
      {
        ASSETTYPEID: "5",
        AssetTypeName: "Device",
        Properties: [
          { columnname: "Field_10002", NAME: "Receipt", type: "ATTACHMENT", Required: "1" },
          { ColumnName: "NAME", Name: "Name", Type: "Text" },
          "nonsense",
        ],
      },
      { AssetTypeID: 6 },
    ],
  };
  const [device, other] = parseAssetTypes(body, "asset_types.list");
  expect(device).toMatchObject({
    id: "5",
    properties: [{ key: "field_10002", label: "Receipt", required: true, subtype: null }],
  });
  expect(other).toEqual({ id: "6", name: "", properties: [] });
  expect(() => parseAssetTypes({ what: "else" }, "asset_types.list")).toThrow(/unknown shape/);
});

test.each([
  ["Asset Location", "choice", "asset:location"],
  ["Asset Cost Center", "choice", "asset:cost center"],
  ["User", "choice", "user"],
  ["Select (multiple)", "choices", "values"],
  ["Something New", "other", null],
])("the field type %j is %s", (type, kind, from) => {
  expect(kindOfProperty({ type })).toEqual({ kind, from });
});

test("a field that points at a row is read as an id, a row or a list of rows", () => {
  const row = { ID: 7, Name: "Rack" };
  for (const raw of [7, "7", row, [row]]) expect(readFieldValue("choice", raw)).toBe("7");
  for (const raw of [0, "0", "", null, undefined, {}, []])
    expect(readFieldValue("choice", raw)).toBe("");
  expect(readFieldValue("choices", [row, { id: "8" }])).toEqual(["7", "8"]);
  expect(readFieldText([row])).toBe("Rack");
  expect(writeFieldValue({ kind: "choice", from: "user", label: "Keeper" }, "7")).toEqual({
    id: 7,
  });
  expect(() => writeFieldValue({ kind: "choice", from: "user", label: "Keeper" }, "7;8")).toThrow(
    /Keeper/,
  );
});
