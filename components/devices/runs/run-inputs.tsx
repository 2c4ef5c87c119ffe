import { Field, Input, Textarea } from "@/components/ui/field";
import { RUN_CONFIRM_ABOVE } from "@/lib/contracts/run-fields";
import type { RunKind } from "@/lib/domain/run";

const REASON_LENGTH_MAX = 500;

/** What has to be typed before an act goes out. */
export function RunInputs({
  kind,
  count,
  typed,
  onType,
}: {
  kind: RunKind;
  /** Devices that it would be done on. */
  count: number;
  typed: { reason: string; count: string };
  onType: (typed: { reason: string; count: string }) => void;
}) {
  return (
    <>
      {kind === "archive" ? (
        <Field label="Reason" hint="KACE keeps it with each asset.">
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={REASON_LENGTH_MAX}
              value={typed.reason}
              onChange={(event) => onType({ ...typed, reason: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {count > RUN_CONFIRM_ABOVE ? (
        <Field
          label={`Type ${count} to confirm`}
          hint="So many devices will do this. It cannot be taken back once it has begun."
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              className="max-w-32"
              value={typed.count}
              onChange={(event) => onType({ ...typed, count: event.target.value })}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}
