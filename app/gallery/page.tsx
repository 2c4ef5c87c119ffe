import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { settings } from "@/lib/server/env";
import { Gallery } from "./_parts/gallery";

export const metadata: Metadata = { title: "Gallery" };

/** Every primitive in its faces. Not there unless the settings ask for it. */
export default async function GalleryPage() {
  await connection();
  if (!settings().gallery) notFound();
  return <Gallery nowMs={readNowMs()} />;
}

const readNowMs = () => Date.now();
