import { SERIES_BACKGROUND, type SeriesColour } from "./series";
import { classNames } from "@/components/ui/class-names";

interface SparkSeries {
  label: string;
  colour: SeriesColour;
}

interface SparkColumnsProps {
  first: SparkSeries;
  second: SparkSeries;
  points: readonly { key: string; first: number; second: number }[];
}

/** Two small columns a day, without axes: a shape to be seen from afar. The number beside it carries the meaning. */
export function SparkColumns({ first, second, points }: SparkColumnsProps) {
  const max = Math.max(1, ...points.flatMap((point) => [point.first, point.second]));
  return (
    <div className="grid min-h-0 grid-rows-[1fr_auto] gap-[1vmin]">
      <div aria-hidden className="flex min-h-0 items-end gap-[0.6vmin] border-b border-line-strong">
        {points.map((point) => (
          <span key={point.key} className="flex h-full min-w-0 grow items-end gap-px">
            <Column share={point.first / max} colour={first.colour} />
            <Column share={point.second / max} colour={second.colour} />
          </span>
        ))}
      </div>
      <p className="flex gap-[2vmin] wall-note text-ink">
        {[first, second].map((one) => (
          <span key={one.label} className="inline-flex items-center gap-[0.8vmin]">
            <span
              aria-hidden
              className={classNames("size-[1.6vmin]", SERIES_BACKGROUND[one.colour])}
            />
            {one.label}
          </span>
        ))}
      </p>
    </div>
  );
}

function Column({ share, colour }: { share: number; colour: SeriesColour }) {
  return (
    <span
      style={{ "--share": `${share * 100}%` }}
      className={classNames("h-(--share) min-w-0 grow", SERIES_BACKGROUND[colour])}
    />
  );
}
