"use client";

import { useEffect } from "react";

const WORKER_PATH = "/wall-worker.js";

/**
 * Has the browser keep the page itself, so that a reload while the server is away still draws the wall.
 * Browsers offer this only over HTTPS and on the machine itself; elsewhere nothing happens.
 */
export function useKeptPage(): void {
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    navigator.serviceWorker.register(WORKER_PATH, { scope: "/wall/" }).then(tellWhatToKeep, ignore);
  }, []);
}

async function tellWhatToKeep(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  const files = performance.getEntriesByType("resource").map((entry) => entry.name);
  active?.postMessage([window.location.href, ...new Set(files)]);
}

/** A wall without the worker is a wall all the same. */
const ignore = () => undefined;
