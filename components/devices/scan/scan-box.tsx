"use client";

import { Camera, CameraOff, ScanLine } from "lucide-react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { useCamera } from "@/lib/client/devices/scan/use-camera";
import { CODE_LENGTH_MAX } from "@/lib/domain/scan-code";
import { CameraPicture } from "./camera-picture";

/**
 * Takes codes from a hand scanner, which types fast and ends with Enter, from the keyboard, and from the camera. The
 * box keeps the focus, so that one scan can follow the other without a touch.
 */
export function ScanBox({
  onCode,
  busy = false,
  label = "Scan or type a code",
  act = "Look up",
}: {
  onCode: (code: string) => void;
  busy?: boolean;
  label?: string;
  /** What the button does. */
  act?: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [listening, setListening] = useState(false);
  const camera = useCamera(onCode);
  const isOn = camera.state !== "off";
  useEffect(() => input.current?.focus(), []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = input.current;
    const code = field?.value.trim() ?? "";
    if (field === null || code === "") return;
    field.value = "";
    field.focus();
    onCode(code);
  };
  return (
    <section
      aria-label="Scanner"
      className="grid gap-3 rounded-md border bg-surface p-4"
      data-print="hide"
    >
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <div className="min-w-48 grow">
          <Field
            label={label}
            hint={
              listening ? "Ready for a hand scanner." : "Click here before you use a hand scanner."
            }
          >
            {(control) => (
              <Input
                {...control}
                ref={input}
                name="code"
                maxLength={CODE_LENGTH_MAX}
                autoComplete="off"
                autoCapitalize="off"
                autoCorrect="off"
                spellCheck={false}
                enterKeyHint="go"
                className="font-mono"
                onFocus={() => setListening(true)}
                onBlur={() => setListening(false)}
              />
            )}
          </Field>
        </div>
        <div className="flex gap-2 pb-5">
          <Button type="submit" look="primary" busy={busy}>
            <ScanLine size={14} aria-hidden />
            {act}
          </Button>
          <Button onClick={isOn ? camera.stop : camera.start} aria-pressed={isOn}>
            {isOn ? <CameraOff size={14} aria-hidden /> : <Camera size={14} aria-hidden />}
            {isOn ? "Stop the camera" : "Use the camera"}
          </Button>
        </div>
      </form>
      {camera.problem === null ? null : (
        <p role="alert" className="max-w-prose text-sm text-bad">
          {camera.problem}
        </p>
      )}
      <CameraPicture camera={camera} />
    </section>
  );
}
