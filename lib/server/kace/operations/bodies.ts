import "server-only";
import { z } from "zod";
import { wish, wishes } from "./schema";

// What requests carry, after the definitions of the API reference 13.2. Keys that are not named here, above all an
// asset type's own fields (`field_10002`), go through.

export const Credentials = wish(
  { texts: "userName password organizationName" },
  "userName password",
);
export const SecondFactor = wish(
  { texts: "currentCode", booleans: "skipConfiguration" },
  "currentCode",
);

export const Assets = wishes(
  "Assets",
  wish({
    integers: "asset_type_id asset_class_id asset_status_id location_id mapped_id owner_id",
    texts: "name",
  }),
);
/** The reference names no body; clients send one, with the reason. */
export const Archiving = wish({ texts: "archive_reason archiveReason" });

const Barcode = wish({
  integers: "id asset_id",
  texts: "barcode_data barcode_format barcode_name scanned_geolocation scanned_method",
});
/** The reference names the collection in two ways, one for creating and one for updating. */
export const Barcodes = z
  .looseObject({
    "Barcode Data": z.array(Barcode).min(1).optional(),
    Barcodes: z.array(Barcode).min(1).optional(),
  })
  .refine((body) => body["Barcode Data"] !== undefined || body.Barcodes !== undefined);

/** The guide's example of an inventory names these; the agent's own uploads hold more. */
export const Machines = wishes(
  "Machines",
  wish({
    integers: "Id Os_id",
    texts:
      "Name Kuid Ip Mac User User_fullname Os_name Os_number Cs_manufacturer Cs_model " +
      "Bios_serial_number Bios_identification_code Cdrom_devices Ram_used Ram_max Pagefile_size " +
      "Pagefile_max_size Monitor Sound_devices Video_controllers Notes",
  }),
);
/** What inventory of the other kinds holds is not documented. */
export const Inventory = z.looseObject({});

export const TargetedMachines = z.looseObject({
  Machines: z.array(z.union([z.int(), z.string().regex(/^\d+$/)])).min(1),
});

const TaskStep = wish({ integers: "id", unlike: "params" });
export const Task = wish({
  integers: "attempts ordinalId",
  texts: "onFailure",
  lists: {
    verify: TaskStep,
    onVerifySuccess: TaskStep,
    onVerifyFailure: TaskStep,
    onRemediationSuccess: TaskStep,
    onRemediationFailure: TaskStep,
  },
});
/** Shell scripts name a text, online and offline scripts tasks; `type` tells them apart. */
export const Script = wish({
  integers: "alertDialogTimeout alertSnoozeDuration id runAs timeout",
  texts:
    "name type status description notes scriptText fileName scheduleType uploadFileName " +
    "uploadFilePath alertMessage alertDialogTimeoutAction",
  booleans: "enabled alertEnabled removeFiles uploadFile",
  lists: {
    dependencies: wish({ integers: "fileSize", texts: "name checksum" }),
    tasks: Task,
  },
  unlike: "machines osTypes schedule alertDialogOptions",
});

/** Related records stand as flat ids; `change` holds a comment, and who may see it. */
export const Tickets = wishes(
  "Tickets",
  wish({
    integers: "hd_queue_id is_manual_due_date",
    texts: "title summary resolution cc_list due_date",
    unlike:
      "submitter owner asset machine priority category impact status change " +
      "custom_1 custom_2 custom_3 custom_4 custom_5 custom_6 custom_7 custom_8 custom_9",
  }),
);
export const Approval = wish({ texts: "approvalNote" });
/** Whether others than owners see a change; nothing else of it can be changed. */
export const Changes = wishes("Changes", wish({ integers: "id owners_only" }));
/** The reference names no members; the entries have the keys in which they are read. */
export const Work = wishes(
  "Work",
  wish({ texts: "note start stop", unlike: "adjustment_hours user_id" }),
);
export const Statistics = wishes("Stats", wish({ texts: "filtering paging shaping" }));

export const NotificationIds = z.looseObject({
  NotificationIDs: z.array(z.union([z.int(), z.string()])).min(1),
});
