import "react";

declare module "react" {
  interface CSSProperties {
    "--grid-tracks"?: string;
    "--share"?: string;
    "--figure-length"?: number;
  }
}
