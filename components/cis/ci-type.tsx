import { TONE_TEXT } from "@/components/ui/badge";
import { ShapeMark } from "@/components/ui/shape-mark";
import type { CiClass } from "@/lib/domain/ci";
import { CI_CLASS_DISPLAYS } from "@/lib/format/displays";

/** A CI's type in the vendor's words, with the shape of its class. */
export function CiType({ ciClass, label }: { ciClass: CiClass; label: string }) {
  const display = CI_CLASS_DISPLAYS[ciClass];
  const differs = display.label.toLowerCase() !== label.toLowerCase();
  return (
    <span
      className="flex min-w-0 items-center gap-1.5"
      title={differs ? `${label} (${display.label})` : label}
    >
      <span className={TONE_TEXT[display.tone]}>
        <ShapeMark shape={display.shape} size={11} />
      </span>
      <span className="truncate">{label}</span>
      {differs ? <span className="sr-only">({display.label})</span> : null}
    </span>
  );
}
