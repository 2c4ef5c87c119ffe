import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { closeStreams, closeStreamsAtSignal, onShutdown } from "./closers";

test("every open stream is closed once, and one that fails keeps no other open", () => {
  const closed: string[] = [];
  onShutdown(() => closed.push("a"));
  onShutdown(() => {
    throw new Error("gone already");
  });
  const ended = onShutdown(() => closed.push("ended"));
  onShutdown(() => closed.push("b"));
  ended();
  expect(closeStreams()).toEqual([new Error("gone already")]);
  expect(closeStreams()).toEqual([]);
  expect(closed).toEqual(["a", "b"]);
});

test("a signal closes what is open, and what opens while the server ends", () => {
  const process = new EventEmitter();
  const closed: string[] = [];
  closeStreamsAtSignal(process);
  onShutdown(() => closed.push("before"));
  process.emit("SIGTERM");
  onShutdown(() => closed.push("after"));
  expect(closed).toEqual(["before", "after"]);
});
