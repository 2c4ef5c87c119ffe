"use client";

import { ChevronDown, ChevronUp, Columns3, Minus, Plus, Rows3, Rows4 } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import {
  completeOrder,
  defaultColumnState,
  moveColumn,
  type ColumnState,
  type Density,
} from "./columns";

interface ChoosableColumn {
  id: string;
  header: string;
  width: number;
  hidden?: boolean;
  fixed?: boolean;
}

const WIDTH_STEP_PX = 24;
const MIN_WIDTH_PX = 56;

/** Which columns are shown, in what order and how wide: by click, for those who cannot or will not drag. */
export function ColumnMenu({
  columns,
  state,
  onStateChange,
}: {
  columns: readonly ChoosableColumn[];
  state: ColumnState;
  onStateChange: (state: ColumnState) => void;
}) {
  const order = completeOrder(
    state.order,
    columns.map((column) => column.id),
  );
  const listed = order.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const widen = (column: ChoosableColumn, byPx: number) => {
    const width = Math.max(MIN_WIDTH_PX, (state.widths[column.id] ?? column.width) + byPx);
    onStateChange({ ...state, widths: { ...state.widths, [column.id]: width } });
  };
  return (
    <Popover
      label="Columns"
      align="end"
      className="max-h-(--radix-popover-content-available-height) w-80 overflow-y-auto"
      trigger={
        <Button look="quiet">
          <Columns3 size={14} aria-hidden />
          Columns
        </Button>
      }
    >
      <ul>
        {listed.map((column) => {
          const hidden = !column.fixed && state.hidden.includes(column.id);
          const toggle = () =>
            onStateChange({
              ...state,
              hidden: hidden
                ? state.hidden.filter((id) => id !== column.id)
                : [...state.hidden, column.id],
            });
          const move = (step: -1 | 1) =>
            onStateChange({ ...state, order: moveColumn(order, column.id, step) });
          return (
            <li key={column.id} className="flex items-center gap-0.5">
              <Checkbox
                className="min-w-0 grow"
                label={<span className="block truncate">{column.header}</span>}
                checked={!hidden}
                disabled={column.fixed}
                onChange={toggle}
              />
              <SmallButton
                label={`Move ${column.header} up`}
                icon={<ChevronUp size={14} />}
                onClick={() => move(-1)}
              />
              <SmallButton
                label={`Move ${column.header} down`}
                icon={<ChevronDown size={14} />}
                onClick={() => move(1)}
              />
              <SmallButton
                label={`Make ${column.header} narrower`}
                icon={<Minus size={14} />}
                onClick={() => widen(column, -WIDTH_STEP_PX)}
              />
              <SmallButton
                label={`Make ${column.header} wider`}
                icon={<Plus size={14} />}
                onClick={() => widen(column, WIDTH_STEP_PX)}
              />
            </li>
          );
        })}
      </ul>
      <div className="mt-2 border-t pt-2">
        <Button look="quiet" onClick={() => onStateChange(defaultColumnState(columns))}>
          Back to the usual columns
        </Button>
      </div>
    </Popover>
  );
}

function SmallButton({
  label,
  icon,
  onClick,
}: {
  label: string;
  icon: React.ReactNode;
  onClick: () => void;
}) {
  return <IconButton label={label} icon={icon} onClick={onClick} className="size-6! shrink-0" />;
}

/** Switches between roomy and dense rows. */
export function DensitySwitch({
  density,
  onChange,
}: {
  density: Density;
  onChange: (density: Density) => void;
}) {
  const dense = density === "compact";
  return (
    <IconButton
      label={dense ? "Roomier rows" : "Denser rows"}
      aria-pressed={dense}
      icon={dense ? <Rows4 size={16} aria-hidden /> : <Rows3 size={16} aria-hidden />}
      onClick={() => onChange(dense ? "comfortable" : "compact")}
    />
  );
}
