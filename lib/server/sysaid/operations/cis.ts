import "server-only";
import { z } from "zod";
import { IDS, PAGE, SHAPE, SORT, inferred, optional, reading, required, rowsOf } from "./rows";
import { CiRow, EMPTY, Flag, Id, TEXT, WrittenInfo, json, listOf, oneOf } from "./shapes";

const CiType = z.looseObject({ id: Id, name: z.string().nullish() });
const RelationType = z.looseObject({ relationTypeId: Id, relationName: z.string().nullish() });
const Relation = z.looseObject({ src: Id.optional(), dest: Id, ciRelationType: Id });
const WrittenRelations = z.array(z.looseObject({ dest: Id, ciRelationType: Id }));
const ViewField = z.looseObject({ key: z.string(), mandatory: Flag.optional() });

export const CIS = rowsOf("CIs", [
  {
    id: "cis.create",
    title: "Create a CI",
    path: "/api/v1/ci",
    method: "POST",
    body: json(WrittenInfo),
    // The document does not say what comes back; service records answer themselves.
    answer: json(z.union([CiRow, z.array(CiRow), Id]).nullable()),
    danger: "writes",
    right: "agent",
  },
  {
    id: "cis.list",
    title: "List CIs",
    path: "/api/v1/ci",
    // One of the document's samples lists them so.
    spellings: ["/api/v1/ci/barcode"],
    query: [
      ...SHAPE,
      ...PAGE,
      IDS,
      ...SORT,
      optional("supportBarcode", "boolean", "Only those of types with barcodes"),
    ],
    anyFilter: true,
    answer: listOf(CiRow),
    ...reading("agent"),
  },
  {
    ...inferred("cis.read"),
    title: "Read one CI as a form",
    query: SHAPE,
    answer: oneOf(CiRow),
    ...reading("agent"),
  },
  {
    id: "cis.update",
    title: "Change fields of a CI",
    path: "/api/v1/ci/{id}",
    method: "PUT",
    body: json(WrittenInfo.extend({ id: Id.optional() })),
    answer: EMPTY,
    danger: "writes",
    right: "agent",
  },
  {
    id: "cis.types",
    title: "List the types of CIs",
    path: "/api/v1/ci/type",
    query: [optional("barcode", "boolean", "Only types with barcodes")],
    answer: listOf(CiType),
    ...reading("agent"),
  },
  {
    id: "cis.view",
    title: "List the fields of a CI view",
    path: "/api/v1/ci/view/{ciTypeId}",
    query: [required("view", "string", "Name of the view")],
    answer: listOf(ViewField),
    ...reading("agent"),
  },
  {
    id: "cis.relationTypes",
    title: "List the types of relations",
    path: "/api/v1/ci/relationtypes",
    answer: listOf(RelationType),
    ...reading("agent"),
  },
  {
    id: "cis.relations",
    title: "List the relations of a CI",
    path: "/api/v1/ci/{id}/relation",
    answer: listOf(Relation),
    ...reading("agent"),
  },
  {
    id: "cis.addRelations",
    title: "Add relations to a CI",
    path: "/api/v1/ci/{id}/relation",
    method: "POST",
    body: json(WrittenRelations),
    answer: TEXT,
    danger: "writes",
    right: "agent",
  },
  {
    id: "cis.deleteRelations",
    title: "Delete relations of a CI",
    path: "/api/v1/ci/{id}/relation",
    method: "DELETE",
    body: json(WrittenRelations),
    answer: TEXT,
    danger: "destroys",
    right: "agent",
  },
]);
