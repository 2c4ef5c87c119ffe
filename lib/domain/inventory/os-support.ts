// Until when makers mend their systems, as they announced it. A system that no row names is not judged.

interface Line {
  name: RegExp;
  /** The build that tells releases of one name apart. */
  build?: string;
  endsOn: string;
}

/** Specific lines first. Where editions differ, the longer support of business editions. */
const LINES: readonly Line[] = [
  { name: /windows 11/i, build: "22000", endsOn: "2024-10-08" },
  { name: /windows 11/i, build: "22621", endsOn: "2025-10-14" },
  { name: /windows 11/i, build: "22631", endsOn: "2026-11-10" },
  { name: /windows 11/i, build: "26100", endsOn: "2027-10-12" },
  { name: /windows 10.*ltsc 2021/i, endsOn: "2027-01-12" },
  { name: /windows 10.*ltsc/i, endsOn: "2029-01-09" },
  { name: /windows 10/i, endsOn: "2025-10-14" },
  { name: /windows 8\.1/i, endsOn: "2023-01-10" },
  { name: /windows 7/i, endsOn: "2020-01-14" },
  { name: /windows server 2008/i, endsOn: "2020-01-14" },
  { name: /windows server 2012/i, endsOn: "2023-10-10" },
  { name: /windows server 2016/i, endsOn: "2027-01-12" },
  { name: /windows server 2019/i, endsOn: "2029-01-09" },
  { name: /windows server 2022/i, endsOn: "2031-10-14" },
  { name: /ubuntu.*\b18\.04/i, endsOn: "2023-05-31" },
  { name: /ubuntu.*\b20\.04/i, endsOn: "2025-05-31" },
  { name: /centos.*\b7\b/i, endsOn: "2024-06-30" },
  { name: /red hat.*\b7\b/i, endsOn: "2024-06-30" },
  { name: /red hat.*\b8\b/i, endsOn: "2029-05-31" },
  { name: /red hat.*\b9\b/i, endsOn: "2032-05-31" },
  { name: /debian.*\b10\b/i, endsOn: "2024-06-30" },
];

/** The last day of a system's support (`YYYY-MM-DD`), or `null` where it is not known. */
export function supportEndOf(name: string, build: string | null): string | null {
  const line = LINES.find(
    (each) =>
      each.name.test(name) &&
      (each.build === undefined || (build ?? "").split(".").includes(each.build)),
  );
  return line?.endsOn ?? null;
}
