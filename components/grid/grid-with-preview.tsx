import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/button";

/** A list and the row that is open in it, on one screen. The list keeps its place when the preview comes and goes. */
export function GridWithPreview({
  grid,
  preview,
  previewLabel,
  onClose,
}: {
  grid: ReactNode;
  /** `null` while no row is open. */
  preview: ReactNode | null;
  previewLabel: string;
  onClose: () => void;
}) {
  return (
    <div
      className="list-and-preview grow overflow-hidden rounded-md border bg-surface"
      data-preview={preview === null ? "closed" : "open"}
    >
      <div className="flex min-h-0 min-w-0 flex-col">{grid}</div>
      {preview === null ? null : (
        <aside
          aria-label={previewLabel}
          tabIndex={-1}
          className="relative min-h-0 min-w-0 overflow-y-auto border-t bg-surface md:border-s md:border-t-0"
        >
          <div className="absolute end-2 top-2 z-10" data-print="hide">
            <IconButton
              label="Close the preview"
              icon={<X size={16} aria-hidden />}
              onClick={onClose}
            />
          </div>
          {preview}
        </aside>
      )}
    </div>
  );
}
