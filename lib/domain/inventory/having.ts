import { parseRef, splitRef, type Entity, type Ref } from "../ref";

/** The things that devices can be asked to have. */
const ENTITIES: readonly Entity[] = [
  "software",
  "process",
  "service",
  "startup",
  "patch",
  "os",
  "node",
  "install",
  "license",
];

/**
 * Something that devices have: a thing of the inventory, a program in any version, a vulnerability that an
 * unpatched machine has, or a licensed program that nobody used there lately.
 */
export type Having =
  | { kind: "thing"; ref: Ref }
  | { kind: "product"; key: string }
  | { kind: "cve"; cve: string }
  | { kind: "idle"; licenseRef: Ref };

const CVE = /^CVE-\d{4}-\d{4,10}$/i;

/** Reads `kace:process:12`, `product:7-zip`, `CVE-2026-1234` or `idle:kace:license:9`; `null` for anything else. */
export function parseHaving(text: string): Having | null {
  if (CVE.test(text)) return { kind: "cve", cve: text.toUpperCase() };
  if (text.startsWith("product:")) {
    const key = text.slice("product:".length);
    return key === "" ? null : { kind: "product", key };
  }
  const isIdle = text.startsWith("idle:");
  const ref = parseRef(isIdle ? text.slice("idle:".length) : text);
  if (ref === null) return null;
  const { entity } = splitRef(ref);
  if (isIdle) return entity === "license" ? { kind: "idle", licenseRef: ref } : null;
  return ENTITIES.includes(entity) ? { kind: "thing", ref } : null;
}

/** The opposite of {@link parseHaving}. */
export function spellHaving(having: Having): string {
  switch (having.kind) {
    case "thing":
      return having.ref;
    case "product":
      return `product:${having.key}`;
    case "cve":
      return having.cve;
    case "idle":
      return `idle:${having.licenseRef}`;
  }
}
