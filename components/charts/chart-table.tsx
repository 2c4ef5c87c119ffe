import Link from "next/link";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";

export interface ChartTableRow {
  key: string;
  label: string;
  /** One value per column; `href` opens what it counts. */
  values: readonly { count: number; href?: string | undefined }[];
}

/** The same numbers as a chart, for those who do not see it. */
export function ChartTable({
  label,
  head,
  rows,
}: {
  label: string;
  head: readonly string[];
  rows: readonly ChartTableRow[];
}) {
  return (
    <table className="sr-only">
      <caption>{label}</caption>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            {row.values.map((value, at) => (
              <td key={head[at + 1] ?? at}>
                {value.href === undefined ? (
                  formatCount(value.count, DISPLAY_LOCALE)
                ) : (
                  <Link href={value.href} tabIndex={-1} prefetch={false}>
                    {formatCount(value.count, DISPLAY_LOCALE)}
                  </Link>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
