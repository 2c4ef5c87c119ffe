import "server-only";
import type {
  FormChoice,
  FormField,
  FormLayout,
  FormValue,
  RecordForm,
} from "@/lib/domain/record-form";
import type { Ref } from "@/lib/domain/ref";
import type { Call, Carriage } from "./port";

/** One write, as it will go out. Made by a desk alone; never taken from a browser. */
export interface FormRequest {
  /** The catalogue's id. */
  operationId: string;
  method: string;
  /** Encoded, below the configured address. */
  path: string;
  body: unknown;
}

/** A file on its way to a field: what goes around its bytes, so that they need not be held. */
export interface FileEnvelope extends Pick<Carriage, "row" | "path"> {
  contentType: string;
  head: Uint8Array<ArrayBuffer>;
  tail: Uint8Array<ArrayBuffer>;
}

/**
 * The forms of a source's own records (KACE assets, SysAid CIs), as the person whose session it is. Refs that have no
 * form of their own here give `null`, and no request.
 */
export interface FormDesk {
  read(ref: Ref, call: Call): Promise<RecordForm | null>;
  /**
   * What a field can be set to: the values whose label holds `search`, at most `limit` of them; `null` where the source
   * does not tell. Accounts (`from: "user"`) are not asked for here: the index knows them.
   */
  choices(
    form: FormLayout,
    field: FormField,
    wanted: { search: string; limit: number },
    call: Call,
  ): Promise<{ choices: FormChoice[]; isAll: boolean } | null>;
  /**
   * The one request that sets these fields and leaves the others as they are. Costs no call.
   * @throws UpstreamRefusal for a value that has no spelling in the source
   */
  prepare(form: RecordForm, values: ReadonlyMap<string, FormValue>): FormRequest;
  /** Sends it, once. @throws UpstreamShapeError when the source does not confirm; whether it was written is open then */
  send(ref: Ref, request: FormRequest, call: Call): Promise<void>;
  /** Absent where the source's API has no files on these records. */
  files?: FormFiles;
}

/** Files that stand in fields of a form. */
export interface FormFiles {
  /** Where a field's file is read. */
  download(ref: Ref, field: FormField): Pick<Carriage, "row" | "path">;
  /** What goes around the bytes of a new file. It takes the place of what the field held. */
  upload(ref: Ref, field: FormField, file: { name: string; type: string }): FileEnvelope;
  /** The request that empties the field. */
  prepareRemoval(ref: Ref, field: FormField): FormRequest;
}
