"use client";

import { Flashlight, FlashlightOff } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import type { CameraState } from "@/lib/client/devices/scan/use-camera";

/** What the camera sees, with its light and the choice of cameras. In the page always, for the camera needs its place. */
export function CameraPicture({
  camera: { video, state, camera, choose },
}: {
  camera: CameraState;
}) {
  return (
    <div hidden={state === "off"} className={state === "off" ? undefined : "grid gap-2"}>
      <div className="relative mx-auto aspect-4/3 w-full max-w-md overflow-hidden rounded-md bg-sunken">
        <video
          ref={video}
          muted
          playsInline
          aria-label="Picture of the camera"
          className="size-full object-cover"
        />
        <div
          aria-hidden
          className="pointer-events-none absolute inset-x-8 inset-y-1/4 rounded-md border-2 border-accent"
        />
        {state === "starting" ? (
          <p role="status" className="absolute inset-0 grid place-items-center text-ink-soft">
            Starting the camera
          </p>
        ) : null}
      </div>
      {camera === null ? null : (
        <div className="mx-auto flex w-full max-w-md gap-2">
          {camera.choices.length > 1 ? (
            <Select
              aria-label="Camera"
              value={camera.currentId ?? ""}
              options={camera.choices.map(({ id, label }) => ({ value: id, label }))}
              onChange={(event) => choose(event.target.value)}
            />
          ) : null}
          {camera.setTorch === null ? null : <Torch setTorch={camera.setTorch} />}
        </div>
      )}
    </div>
  );
}

function Torch({ setTorch }: { setTorch: (on: boolean) => Promise<void> }) {
  const [lit, setLit] = useState(false);
  const [failed, setFailed] = useState(false);
  const turn = () =>
    setTorch(!lit).then(
      () => setLit(!lit),
      () => setFailed(true),
    );
  return (
    <Button
      aria-pressed={lit}
      refusedBecause={failed ? "The light could not be switched." : null}
      onClick={() => void turn()}
    >
      {lit ? <FlashlightOff size={14} aria-hidden /> : <Flashlight size={14} aria-hidden />}
      {lit ? "Light off" : "Light on"}
    </Button>
  );
}
