import "server-only";
import { z } from "zod";
import { inferred, reading, required, rowsOf } from "./rows";
import { KeyAndValue, json } from "./shapes";

const Keys = z.array(z.looseObject({ key: z.string() }));
const Texts = z.array(KeyAndValue);

// They are a POST because the keys are their body; nothing is changed.
const asking = {
  method: "POST",
  body: json(Keys),
  answer: json(Texts),
  reads: true,
  danger: "none",
  right: "everyone",
} as const;

export const RESOURCE_BUNDLE = rowsOf("Resource bundle", [
  {
    id: "texts.list",
    title: "Translate keys into the account's language",
    path: "/api/v1/rb",
    ...asking,
  },
  {
    id: "texts.listIn",
    title: "Translate keys into a given language",
    path: "/api/v1/rb/{locale}",
    ...asking,
  },
]);

export const TRANSLATION = rowsOf("Translation", [
  {
    ...inferred("texts.read"),
    title: "Translate one key into a given language",
    query: [required("language", "string", "Such as `fr`")],
    answer: json(KeyAndValue),
    ...reading("everyone"),
  },
]);

export const FILES = rowsOf("Files", [
  {
    ...inferred("files.download"),
    title: "Download a file, such as a user's photo",
    query: [required("file", "string", "Address of the file, as a record tells it")],
    answer: { kind: "binary" },
    ...reading("everyone"),
  },
]);
