"use client";

import { useEffect, useRef, useState } from "react";
import { cameraProblem, startCamera, whyNoCamera, type RunningCamera } from "./camera";

/** A camera as a component shows it. */
export interface CameraState {
  video: React.RefObject<HTMLVideoElement | null>;
  state: "off" | "starting" | "on";
  problem: string | null;
  camera: Omit<RunningCamera, "stop"> | null;
  start: () => void;
  stop: () => void;
  choose: (id: string) => void;
}

/** A camera that is on while it is wanted and the page is seen. */
export function useCamera(onCode: (text: string) => void): CameraState {
  const video = useRef<HTMLVideoElement | null>(null);
  const [wanted, setWanted] = useState(false);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [camera, setCamera] = useState<RunningCamera | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const newest = useRef(onCode);
  useEffect(() => {
    newest.current = onCode;
  });

  useEffect(() => {
    const element = video.current;
    if (!wanted || element === null) return;
    let isOver = false;
    let running: RunningCamera | null = null;
    const halt = () => {
      running?.stop();
      running = null;
      setCamera(null);
    };
    const fail = (error: Error) => {
      halt();
      setProblem(cameraProblem(error));
      setWanted(false);
    };
    const begin = () => {
      startCamera(element, chosenId, { code: (text) => newest.current(text), fault: fail }).then(
        (started) => {
          if (isOver || document.hidden) return started.stop();
          running = started;
          setCamera(started);
        },
        (error: unknown) => {
          if (!isOver) fail(error instanceof Error ? error : new Error(String(error)));
        },
      );
    };
    // Nobody holds a page that is not seen before a label, and its light drains the battery.
    const onVisibility = () => {
      if (document.hidden) halt();
      else if (running === null) begin();
    };
    document.addEventListener("visibilitychange", onVisibility);
    begin();
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", onVisibility);
      halt();
    };
  }, [wanted, chosenId]);

  return {
    video,
    state: camera !== null ? "on" : wanted ? "starting" : "off",
    problem,
    camera,
    start: () => {
      const reason = whyNoCamera();
      setProblem(reason);
      setWanted(reason === null);
    },
    stop: () => setWanted(false),
    choose: setChosenId,
  };
}
