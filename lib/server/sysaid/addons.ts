import "server-only";
import { z } from "zod";
import type { GatewayResponse } from "@/lib/server/http/gateway";
import { readVendorMessage } from "@/lib/server/http/answer";
import { UpstreamHttpError, UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { Addon, AddonChange, AddonDesk, AddonParameter } from "@/lib/server/upstream/port";
import type { OperationId } from "./operations";
import type { ViewerCaller } from "./session";
import { cleanText, fold, parseEach, toEntries, toFlag } from "./wire";

// A write's outcome comes in a header whose name the document does not tell, so every header that is called
// a message, a result or an error is listened to.

const TEXT_MAX = 2_000;
const WORDS_MAX = 300;

const Text = z.unknown().optional().transform(cleanText);
const Flag = z.unknown().optional().transform(toFlag);

const AddonWire = z.preprocess(
  fold,
  z.object({
    name: z.string().trim().min(1),
    title: Text,
    description: Text,
    addontype: Text,
    version: Text,
    active: Flag,
    implemented: Flag,
    link: Text,
    params: z.unknown().optional(),
  }),
);

const ParameterWire = z.preprocess(
  fold,
  z.object({
    name: z.string().trim().min(1),
    description: Text,
    type: Text,
    value: z.unknown().optional(),
    mandatory: Flag,
    editable: Flag,
    encrypted: Flag,
  }),
);

/** SysAid's add-ons with a person's session. */
export function createAddonDesk(caller: ViewerCaller): AddonDesk {
  const write = async (id: OperationId, name: string, change: AddonChange, call: Call) => {
    const { active, parameters } = change;
    const body = { name, active, params: parameters.map((one) => ({ ...one })) };
    return readOutcome(await caller.exchange(id, { path: { name }, body }, call), id);
  };
  return {
    async list(call) {
      const operation = "addons.list";
      const answer = await caller.send(operation, {}, call);
      return parseEach(toEntries(answer, operation), toAddon, operation);
    },
    async read(name, call) {
      const operation = "addons.read";
      const answer = await caller.send(operation, { path: { name } }, call);
      const [first]: unknown[] = Array.isArray(answer) ? answer : [answer];
      if (first === undefined || first === null) return null;
      const wire = AddonWire.safeParse(first);
      if (!wire.success) {
        throw new UpstreamShapeError({ source: "sysaid", operation, issues: ["name: missing"] });
      }
      const params = Array.isArray(wire.data.params) ? wire.data.params : [];
      return { addon: addonOf(wire.data), parameters: parseEach(params, toParameter, operation) };
    },
    update: (name, change, call) => write("addons.update", name, change, call),
    test: (name, change, call) => write("addons.test", name, change, call),
    async refresh(call) {
      return readOutcome(await caller.exchange("addons.refresh", {}, call), "addons.refresh");
    },
  };
}

type Call = Parameters<AddonDesk["list"]>[0];

function toAddon(entry: unknown): Addon | null {
  const wire = AddonWire.safeParse(entry);
  return wire.success ? addonOf(wire.data) : null;
}

function addonOf(wire: z.infer<typeof AddonWire>): Addon {
  return {
    name: wire.name,
    title: wire.title ?? wire.name,
    description: wire.description?.slice(0, TEXT_MAX) ?? null,
    kind: wire.addontype,
    version: wire.version,
    active: wire.active ?? false,
    implemented: wire.implemented ?? true,
    link: linkOf(wire.link),
  };
}

/** A link is the vendor's text: anything but a web address could run in the page that shows it. */
function linkOf(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  return /^https?:$/.test(new URL(text).protocol) ? text : null;
}

function toParameter(entry: unknown): AddonParameter | null {
  const wire = ParameterWire.safeParse(entry);
  if (!wire.success) return null;
  const { name, description, type, value, mandatory, editable, encrypted } = wire.data;
  return {
    name,
    description: description?.slice(0, TEXT_MAX) ?? null,
    type: type ?? "text",
    value: ["string", "number", "boolean"].includes(typeof value) ? String(value) : "",
    mandatory: mandatory ?? false,
    editable: editable ?? true,
    // Where it is not told whether it is a secret, it is one.
    secret: encrypted ?? true,
  };
}

const NOT_WORDS = new Set(["", "0", "false", "none", "null", "ok", "true"]);

/**
 * The server's words about a write.
 * @throws UpstreamHttpError when a header tells an error although the status tells none
 */
function readOutcome(answer: GatewayResponse, operation: OperationId): string | null {
  const told = [...(answer.headers.keys?.() ?? [])].flatMap((name) => {
    const text = cleanWords(answer.headers.get(name));
    return text === null ? [] : [{ name, text }];
  });
  const failure = told.find(({ name }) => /error/i.test(name));
  if (failure) {
    const facts = { source: "sysaid", operation, status: 400 } as const;
    throw new UpstreamHttpError({ ...facts, upstreamMessage: failure.text });
  }
  const success = told.find(({ name }) => /(^|[-_])(message|msg|result|success)/i.test(name));
  return success?.text ?? readVendorMessage(answer.text);
}

function cleanWords(text: string | null): string | null {
  const plain = (text ?? "").replace(/[\p{Cc}<>]/gu, " ").trim();
  return NOT_WORDS.has(plain.toLowerCase()) ? null : plain.slice(0, WORDS_MAX);
}
