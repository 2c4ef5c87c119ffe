"use client";

import { HeroTile } from "@/components/charts/hero-tile";
import { SparkColumns } from "@/components/charts/spark-columns";
import { useNowMs, usePlace } from "@/components/ui/clock";
import { useKeptPage } from "@/lib/client/wall/use-kept-page";
import { usePageTurner } from "@/lib/client/wall/use-page-turner";
import { useWall } from "@/lib/client/wall/use-wall";
import {
  toWallAge,
  toWallPages,
  type WallAge,
  type WallTile,
} from "@/lib/client/wall/wall-picture";
import { formatClock } from "@/lib/format/dates";

/** A television's picture: at most six numbers a page, pages that turn by themselves, never an error. */
export function WallScreen({ token, theme }: { token: string; theme: "light" | "dark" }) {
  const { picture, failure } = useWall(token);
  useKeptPage();
  const pages = toWallPages(picture);
  const { page, held } = usePageTurner(pages.length);
  const age = toWallAge(picture, failure);
  return (
    <main
      data-theme={theme}
      className="fixed inset-0 grid cursor-none grid-rows-[auto_1fr_auto] gap-[2vmin] overflow-hidden p-[3vmin]"
    >
      <header className="flex items-baseline justify-between gap-[3vmin]">
        <h1 className="truncate wall-title font-semibold">{picture?.name ?? "Sightline"}</h1>
        <WallClock />
      </header>
      <div
        key={page}
        className="grid min-h-0 grid-flow-dense auto-rows-fr gap-[2vmin] motion-safe:animate-appear portrait:grid-cols-2 portrait:grid-rows-3 landscape:grid-cols-3 landscape:grid-rows-2"
      >
        {pages[page]?.map((tile) => (
          <Tile key={tile.key} tile={tile} age={age} />
        ))}
      </div>
      <WallFoot
        failure={failure}
        waiting={picture === null}
        page={page}
        pages={pages.length}
        held={held}
      />
    </main>
  );
}

function Tile({ tile, age }: { tile: WallTile; age: WallAge }) {
  return (
    <HeroTile
      title={tile.title}
      count={tile.count}
      {...(tile.tone === undefined ? {} : { tone: tile.tone })}
      {...age}
      wide={tile.days !== undefined}
    >
      {tile.days === undefined ? null : (
        <SparkColumns
          first={{ label: "New", colour: 1 }}
          second={{ label: "Closed", colour: 2 }}
          points={tile.days.map(({ day, created, closed }) => ({
            key: day,
            first: created,
            second: closed,
          }))}
        />
      )}
    </HeroTile>
  );
}

function WallClock() {
  const nowMs = useNowMs();
  const place = usePlace();
  return (
    <p aria-hidden className="shrink-0 wall-title text-ink figures">
      {formatClock(new Date(nowMs).toISOString(), place)}
    </p>
  );
}

interface WallFootProps {
  failure: string | null;
  waiting: boolean;
  page: number;
  pages: number;
  held: boolean;
}

function WallFoot({ failure, waiting, page, pages, held }: WallFootProps) {
  const words = waiting ? "Waiting for the first numbers" : "Showing the last numbers";
  return (
    <footer className="flex min-h-[3vmin] items-center justify-between gap-[3vmin] wall-note text-ink">
      <p role="status">{failure === null ? "" : `${words}: ${failure}.`}</p>
      <p className="shrink-0">
        Page {page + 1} of {pages}
        {held ? ", held" : ""}
      </p>
    </footer>
  );
}
