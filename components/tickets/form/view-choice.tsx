"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";

/** Which view of SysAid says what fields the form has. Its API lists no views, so one is named. */
export function ViewChoice({
  value,
  onChange,
}: {
  value: string;
  onChange: (view: string) => void;
}) {
  const [text, setText] = useState(value);
  return (
    <form
      className="flex flex-wrap items-center gap-2 text-xs"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text.trim());
      }}
    >
      <label className="flex items-center gap-2">
        <span className="text-ink-soft">SysAid view</span>
        <Input
          value={text}
          placeholder="All fields"
          pattern="[A-Za-z0-9_ .\-]{1,80}"
          className="w-40"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <Button type="submit">Show its fields</Button>
    </form>
  );
}
