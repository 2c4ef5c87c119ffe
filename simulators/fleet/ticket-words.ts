import type { Person, RealDevice } from "./model";
import type { Stream } from "./random";
import { SHARES } from "./shares";
import { SITE_PLANS } from "./templates/places";
import {
  HOSTILE_TEXTS,
  RESOLUTIONS,
  ROOMS,
  TICKET_TEMPLATES,
  type TicketKind,
  type TicketTemplate,
} from "./templates/tickets";

const APPS = [
  "AutoCAD 2025",
  "Adobe Acrobat",
  "SAP GUI",
  "Power BI Desktop",
  "Visio",
  "Minitab",
  "SOLIDWORKS eDrawings",
  "MATLAB",
  "BarTender",
  "Notepad++",
  "7-Zip",
  "Wireshark",
  "Snagit",
  "Tableau",
  "FileZilla",
  "DocuSign",
  "LabVIEW",
  "Zoom",
  "Citrix Workspace",
  "Enterprise Architect",
];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

const BY_KIND = new Map<TicketKind, TicketTemplate[]>();
for (const template of TICKET_TEMPLATES) {
  const list = BY_KIND.get(template.kind) ?? [];
  list.push(template);
  BY_KIND.set(template.kind, list);
}

export interface Scene {
  requester: Person;
  boss: Person | undefined;
  colleague: Person;
  device: RealDevice | null;
  siteId: number;
}

export function chooseTemplate(kind: TicketKind, stream: Stream): TicketTemplate {
  return stream.pick(BY_KIND.get(kind) ?? TICKET_TEMPLATES);
}

const fullName = (person: Person) => `${person.firstName} ${person.lastName}`;

/** Puts the scene's people, machine and place where a template has braces. */
export function fillTemplate(text: string, scene: Scene, stream: Stream): string {
  if (!text.includes("{")) return text;
  const words: Record<string, string> = {
    host: scene.device?.host ?? "my computer",
    model: scene.device && scene.device.form !== "virtual" ? scene.device.model : "notebook",
    app: stream.pick(APPS),
    room: stream.pick(ROOMS),
    name: fullName(scene.colleague),
    boss: scene.boss ? fullName(scene.boss) : "The board",
    site: SITE_PLANS[scene.siteId - 1]?.name ?? "",
    n: String(stream.int(1, 24)),
    first: scene.requester.firstName,
    other: scene.colleague.firstName,
    weekday: stream.pick(WEEKDAYS),
  };
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => words[key] ?? whole);
}

/** Title and body, now and then with text that breaks careless software. */
export function writeTicket(
  template: TicketTemplate,
  scene: Scene,
  stream: Stream,
): { title: string; body: string } {
  const title = fillTemplate(template.title, scene, stream);
  const body = fillTemplate(template.body, scene, stream);
  const hostile = stream.chance(SHARES.hostileText);
  if (!hostile) return { title, body };
  const text = stream.pick(HOSTILE_TEXTS);
  return stream.chance(0.5)
    ? { title: text.replace(/\s+/g, " "), body: `${title}\n${body}` }
    : { title: `${title} ${text}`.replace(/\s+/g, " "), body: `${body}\n${text}` };
}

export function chooseResolution(topic: string, stream: Stream): string {
  const own = RESOLUTIONS[topic];
  return own && stream.chance(0.75) ? stream.pick(own) : stream.pick(RESOLUTIONS.any ?? [""]);
}
