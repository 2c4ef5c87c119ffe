import type { Metadata } from "next";
import { WallScreen } from "@/components/wall/wall-screen";

export const metadata: Metadata = {
  title: "Wall",
  robots: { index: false, follow: false },
  // The address is the wall's only key and must not travel to anybody.
  referrer: "no-referrer",
};

interface WallPageProps {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ theme?: string | string[] }>;
}

/** A wall for televisions. It reads nothing on the server, so that it is drawn whatever is out of order there. */
export default async function WallPage({ params, searchParams }: WallPageProps) {
  const { token } = await params;
  const { theme } = await searchParams;
  return (
    <WallScreen token={decodeURIComponent(token)} theme={theme === "light" ? "light" : "dark"} />
  );
}
