import { ciHref } from "@/lib/client/cis/ci-links";
import type { TicketContext } from "@/lib/contracts/ticket-context";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { Absent, ContextSection, TextLink } from "./context-parts";

/** The CI of the ticket and what stands next to it, in its system's own words for each relation. */
export function ContextCi({ ci }: { ci: TicketContext["ci"] }) {
  if (ci === null) return null;
  return (
    <ContextSection
      title="CI"
      aside={
        ci.related === 0 ? null : (
          <span className="text-xs">
            <TextLink href={ciHref(ci.ref)}>
              {formatCount(ci.related, DISPLAY_LOCALE)} related
            </TextLink>
          </span>
        )
      }
    >
      <p className="flex flex-wrap items-baseline gap-x-2">
        <TextLink href={ciHref(ci.ref)}>{ci.name}</TextLink>
        <span className="text-xs text-ink-soft">
          {[ci.typeLabel, ci.status].filter((part) => part).join(" · ")}
        </span>
      </p>
      {ci.relations.map(({ relation, incoming, total, rows }) => (
        <p key={`${incoming} ${relation}`} className="text-sm">
          <span className="text-ink-soft">{relation}</span>{" "}
          {rows.map((row, at) => (
            <span key={row.ref}>
              {at === 0 ? null : ", "}
              <TextLink among href={ciHref(row.ref)}>
                {row.name}
              </TextLink>
            </span>
          ))}
          {total > rows.length ? (
            <span className="text-ink-soft"> and {total - rows.length} more</span>
          ) : null}
        </p>
      ))}
      {ci.relationsReadAt === null ? (
        <Absent>Its own relations have not been read yet: more may exist.</Absent>
      ) : null}
      {ci.relationsReadAt !== null && ci.relations.length === 0 ? (
        <Absent>Nothing is related to it.</Absent>
      ) : null}
    </ContextSection>
  );
}
