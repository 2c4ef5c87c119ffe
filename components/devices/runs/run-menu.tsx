import {
  Archive,
  ArchiveRestore,
  FileCode2,
  PackageMinus,
  PackagePlus,
  RefreshCcwDot,
} from "lucide-react";
import type { ReactNode } from "react";
import type { MenuItem } from "@/components/ui/menu";
import { RUN_KINDS, type RunKind } from "@/lib/domain/run";
import { RUN_KIND_LABELS } from "@/lib/format/run-words";

/** The picture of each kind of act. */
export const RUN_ICONS: Record<RunKind, ReactNode> = {
  forceInventory: <RefreshCcwDot size={14} aria-hidden />,
  script: <FileCode2 size={14} aria-hidden />,
  installAdd: <PackagePlus size={14} aria-hidden />,
  installRemove: <PackageMinus size={14} aria-hidden />,
  archive: <Archive size={14} aria-hidden />,
  cancelArchive: <ArchiveRestore size={14} aria-hidden />,
};

/** Kinds that ask something before they can be planned; their label ends in dots. */
const ASKING: readonly RunKind[] = ["script", "installAdd", "installRemove", "archive"];

export function runLabel(kind: RunKind): string {
  return ASKING.includes(kind) ? `${RUN_KIND_LABELS[kind]}…` : RUN_KIND_LABELS[kind];
}

/** The acts as lines of a menu. `refusal`: why the viewer may do none of them. */
export function toRunItems(
  kinds: readonly RunKind[],
  refusal: string | null,
  onChoose: (kind: RunKind) => void,
): MenuItem[] {
  return RUN_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => ({
    kind: "act",
    id: kind,
    label: runLabel(kind),
    icon: RUN_ICONS[kind],
    danger: kind === "archive",
    refusedBecause: refusal,
    onSelect: () => onChoose(kind),
  }));
}
