import type { DrawnCode } from "@/lib/contracts/labels";

/** A code as a picture. Black on white in both themes, or no scanner reads it from the screen. */
export function CodePicture({
  code,
  label,
  width,
  height,
}: {
  code: DrawnCode;
  /** Read out in its place. */
  label: string;
  /** CSS lengths. */
  width: string;
  height: string;
}) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.width} ${code.height}`}
      preserveAspectRatio={code.height === 1 ? "none" : "xMidYMid meet"}
      style={{ width, height, background: "#fff" }}
      className="fill-black [shape-rendering:crispedges]"
    >
      <path d={code.path} />
    </svg>
  );
}
