import { redirect } from "next/navigation";

/** The bare address of walls: a wall itself opens by its link, and the links are made on this page. */
export default function WallIndexPage() {
  redirect("/walls");
}
