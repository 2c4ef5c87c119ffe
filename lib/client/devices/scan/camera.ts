import { openCodeReader, type CodeReader } from "./code-reader";

/** A camera that can be chosen. */
export interface CameraChoice {
  id: string;
  label: string;
}

/** A running camera that reads codes. */
export interface RunningCamera {
  choices: CameraChoice[];
  currentId: string | null;
  /** `null`: it has no light. */
  setTorch: ((on: boolean) => Promise<void>) | null;
  stop(): void;
}

const WIDTH_MAX = 1280;
const PAUSE_MS = 80;
/** A code that stays in the picture counts once; it counts again after it was away this long. */
const AWAY_MS = 1_500;

/**
 * Starts a camera, the one on the back where nothing else is chosen, and tells each code that it sees. `onFault`
 * hears what ends the reading. Throws what the browser refuses.
 */
export async function startCamera(
  video: HTMLVideoElement,
  chosenId: string | null,
  on: { code: (text: string) => void; fault: (error: Error) => void },
): Promise<RunningCamera> {
  const wanted =
    chosenId === null ? { facingMode: "environment" } : { deviceId: { exact: chosenId } };
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { ...wanted, width: { ideal: WIDTH_MAX } },
  });
  const reader = openCodeReader();
  const abort = new AbortController();
  const stop = () => {
    abort.abort();
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  try {
    video.srcObject = stream;
    await video.play();
  } catch (error) {
    stop();
    throw error;
  }
  const [track] = stream.getVideoTracks();
  track?.addEventListener("ended", () => {
    if (!abort.signal.aborted) on.fault(new Error("The camera was taken away."));
  });
  readOnAndOn({ video, reader, signal: abort.signal }, on.code).catch((error: unknown) => {
    if (abort.signal.aborted) return;
    on.fault(error instanceof Error ? error : new Error(String(error)));
  });
  return {
    choices: await listCameras(),
    currentId: track?.getSettings().deviceId ?? null,
    setTorch: track && hasTorch(track) ? (lit) => lightUp(track, lit) : null,
    stop,
  };
}

async function readOnAndOn(
  parts: { video: HTMLVideoElement; reader: CodeReader; signal: AbortSignal },
  onCode: (text: string) => void,
): Promise<void> {
  const { video, reader, signal } = parts;
  const isNew = createRepeatFilter();
  while (!signal.aborted) {
    if (video.videoWidth > 0) {
      const scale = Math.min(1, WIDTH_MAX / video.videoWidth);
      const text = await reader.read(
        await createImageBitmap(video, {
          resizeWidth: Math.round(video.videoWidth * scale),
          resizeHeight: Math.round(video.videoHeight * scale),
        }),
      );
      if (!signal.aborted && text !== null && isNew(text, Date.now())) onCode(text);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Tells whether a code is a new one: another, or one that was out of the picture for a while. */
export function createRepeatFilter(): (text: string, nowMs: number) => boolean {
  let last: { text: string; atMs: number } | null = null;
  return (text, nowMs) => {
    const isSame = last !== null && last.text === text && nowMs - last.atMs < AWAY_MS;
    last = { text, atMs: nowMs };
    return !isSame;
  };
}

async function listCameras(): Promise<CameraChoice[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all
    .filter(({ kind }) => kind === "videoinput")
    .map(({ deviceId, label }, at) => ({ id: deviceId, label: label || `Camera ${at + 1}` }));
}

// The light is in no type of the platform yet, and in phones alone.
function hasTorch(track: MediaStreamTrack): boolean {
  const capabilities: object = track.getCapabilities?.() ?? {};
  return "torch" in capabilities && Boolean(capabilities.torch);
}

async function lightUp(track: MediaStreamTrack, torch: boolean): Promise<void> {
  const constraints: MediaTrackConstraintSet & { torch: boolean } = { torch };
  await track.applyConstraints({ advanced: [constraints] });
}

/** Why there is no camera, and what to do, in plain words. */
export function cameraProblem(error: Error): string {
  switch (error.name) {
    case "NotAllowedError":
    case "SecurityError":
      return "The camera was refused. Allow it for this site in the browser's settings (the camera or lock beside the address), then try again. A hand scanner and typing work without it.";
    case "NotFoundError":
    case "OverconstrainedError":
      return "No camera was found. Connect one, or use a hand scanner or type the code.";
    case "NotReadableError":
    case "AbortError":
      return "The camera is in use elsewhere. Close the other program and try again.";
    default:
      return `The camera could not be used. ${error.message}`;
  }
}

/** Why this page can have no camera at all, or `null`. */
export function whyNoCamera(): string | null {
  // Without a secure connection browsers hide cameras from pages.
  if (!window.isSecureContext) {
    return "Browsers give a camera only to pages opened over https. Ask your administrator; a hand scanner works here.";
  }
  return "mediaDevices" in navigator ? null : "This browser gives pages no camera.";
}
