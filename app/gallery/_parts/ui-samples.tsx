"use client";

import { Plus, RotateCw } from "lucide-react";
import { useState } from "react";
import { Badge, StatusBadge } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { Checkbox, Field, Input, Select, Textarea } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { NumberLink, StatLink } from "@/components/ui/number-link";
import { ProgressBar } from "@/components/ui/progress-bar";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tabs } from "@/components/ui/tabs";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { Tooltip } from "@/components/ui/tooltip";
import { PRIORITY_DISPLAYS, STATUS_DISPLAYS } from "@/lib/format/displays";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { TONES } from "@/lib/format/tones";
import { Sample } from "./sample";

const ago = (nowMs: number, minutes: number) => new Date(nowMs - minutes * 60_000).toISOString();

export function UiSamples({ nowMs }: { nowMs: number }) {
  return (
    <div className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
      <Sample title="Buttons">
        <div className="flex flex-wrap gap-2">
          <Button look="primary">
            <Plus size={14} aria-hidden />
            Assign to me
          </Button>
          <Button>Export</Button>
          <Button look="quiet">Cancel</Button>
          <Button look="danger">Close ticket</Button>
          <Button busy>Saving</Button>
          <Button refusedBecause="The system refuses it: your role may only read.">Comment</Button>
          <IconButton label="Refresh" icon={<RotateCw size={16} aria-hidden />} />
        </div>
      </Sample>
      <Sample title="Status and origin">
        <div className="flex flex-wrap gap-1.5">
          {Object.values(STATUS_DISPLAYS).map((display) => (
            <StatusBadge key={display.label} display={display} />
          ))}
          <StatusBadge display={STATUS_DISPLAYS.waiting} text="Stalled, parts on order" />
          {Object.values(PRIORITY_DISPLAYS).map((display) => (
            <StatusBadge key={display.label} display={display} plain />
          ))}
        </div>
        <div className="mt-3 flex flex-wrap items-center gap-2">
          {TONES.map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
          <ProvenanceMark provenance={SOURCE_LABELS.kace} withName />
          <ProvenanceMark provenance={SOURCE_LABELS.sysaid} withName />
          <ProvenanceMark provenance={SOURCE_LABELS.kace} />
          <Kbd keys="g t" />
        </div>
      </Sample>
      <Sample title="Numbers and times">
        <div className="grid grid-cols-2 gap-2">
          <StatLink
            label="Overdue"
            count={1204}
            unit="ticket"
            href="/gallery"
            tone="bad"
            note="31 more than last week"
          />
          <StatLink label="Unassigned" count={0} unit="ticket" href="/gallery" tone="warn" />
        </div>
        <p className="mt-2 flex flex-wrap gap-4">
          <NumberLink count={12} unit="ticket" href="/gallery" />
          <RelativeTime iso={ago(nowMs, 4)} />
          <RelativeTime iso={ago(nowMs, 60 * 24 * 40)} as="date" />
          <RelativeTime iso={null} none="never seen" />
        </p>
      </Sample>
      <Fields />
      <Overlays />
      <Sample title="Facts and progress">
        <DefinitionList
          items={[
            { label: "Serial number", value: "3PXZ15J" },
            { label: "Last user", value: "a.lovelace" },
            { label: "Warranty", value: null },
          ]}
        />
        <div className="mt-3 grid gap-3">
          <ProgressBar label="Tickets" done={4120} total={6000} />
          <ProgressBar label="Relations" done={88} total={null} />
        </div>
      </Sample>
    </div>
  );
}

function Fields() {
  return (
    <Sample title="Fields">
      <div className="grid gap-3">
        <Field label="User name" hint="As you sign in to that system">
          {(control) => <Input {...control} defaultValue="a.lovelace" />}
        </Field>
        <Field label="Code" error="Six to eight digits are needed.">
          {(control) => <Input {...control} defaultValue="12" />}
        </Field>
        <Field label="Organisation">
          {(control) => <Select {...control} options={[{ value: "1", label: "Default" }]} />}
        </Field>
        <Field label="Comment">
          {(control) => <Textarea {...control} rows={2} placeholder="Say what you did" />}
        </Field>
        <Checkbox label="Internal, not shown to the requester" />
      </div>
    </Sample>
  );
}

function Overlays() {
  const [open, setOpen] = useState(false);
  const [tab, setTab] = useState("one");
  return (
    <Sample title="Overlays">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setOpen(true)}>Dialog</Button>
        <Tooltip text="Words beside what is hovered">
          <Button>Tooltip</Button>
        </Tooltip>
        <Button onClick={() => tellDone("Assigned to you", "Ticket 4211")}>Good news</Button>
        <Button onClick={() => tellFailed(new Error("sample"))}>Bad news</Button>
      </div>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Close this ticket?"
        description="The requester is told by the system itself."
        actions={
          <>
            <Button look="quiet" onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <Button look="primary" onClick={() => setOpen(false)}>
              Close ticket
            </Button>
          </>
        }
      >
        <p>It can be opened again.</p>
      </Dialog>
      <div className="mt-3">
        <Tabs
          label="Parts"
          value={tab}
          onValueChange={setTab}
          items={[
            { id: "one", label: "Conversation", count: 4, content: <p>Four entries.</p> },
            { id: "two", label: "Facts", content: <p>Facts.</p> },
          ]}
        />
      </div>
    </Sample>
  );
}
