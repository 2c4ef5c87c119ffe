import { base, de, en, en_IN, en_US, Faker, fr, pl } from "@faker-js/faker";
import type { Department, FleetOptions, Person, Site } from "./model";
import { createStream, elementAt, type Stream } from "./random";
import { COMPANY, DEPARTMENT_PLANS, SITE_PLANS } from "./templates/places";

const IT_DEPARTMENT_ID = 1;
const MIN_REPORTS = 4;
const MAX_REPORTS = 12;

/** 0 head, 1 director, 2 manager, 3 staff. */
export type Level = 0 | 1 | 2 | 3;

export interface Org {
  sites: Site[];
  departments: Department[];
  /** Ascending by id, which begins at 1. */
  people: Person[];
  /** Level by person id. */
  levels: Map<number, Level>;
}

interface Post {
  level: Level;
  managerId: number | null;
  departmentId: number;
}

const LOCALES = {
  en: [en_US, en, base],
  de: [de, en, base],
  fr: [fr, en, base],
  pl: [pl, en, base],
  in: [en_IN, en, base],
};
type Language = keyof typeof LOCALES;

function createNamers(seed: number): Record<Language, Faker> {
  const create = (language: Language, offset: number) => {
    const faker = new Faker({ locale: LOCALES[language] });
    faker.seed(seed * 31 + offset);
    return faker;
  };
  return {
    en: create("en", 1),
    de: create("de", 2),
    fr: create("fr", 3),
    pl: create("pl", 4),
    in: create("in", 5),
  };
}

/** How many people a company with so many devices employs. */
export function countPeople(devices: number): number {
  return Math.min(15_000, Math.max(120, Math.round(devices * 0.55)));
}

/** Deals `total` reports to `managers`, 4 to 12 each, uneven as life is. */
function dealReports(total: number, managers: number, stream: Stream): number[] {
  const least = Math.min(MIN_REPORTS, Math.floor(total / managers));
  const counts = Array.from({ length: managers }, () => least);
  const open = counts.map((_, index) => index);
  for (let left = total - least * managers; left > 0 && open.length > 0; left -= 1) {
    const slot = Math.floor(stream.next() * open.length);
    const index = elementAt(open, slot);
    const count = elementAt(counts, index) + 1;
    counts[index] = count;
    if (count >= MAX_REPORTS) open.splice(slot, 1);
  }
  return counts;
}

/** The departments of a director: one each, or several where the company has few directors. */
function departmentsOf(director: number, directors: number, stream: Stream): number[] {
  const count = DEPARTMENT_PLANS.length;
  if (directors >= count) {
    const extra = DEPARTMENT_PLANS.map((plan, index) => [index + 1, plan.share] as const);
    return [director < count ? director + 1 : stream.weighted(extra)];
  }
  return DEPARTMENT_PLANS.map((_, index) => index + 1).filter(
    (id) => (id - 1) % directors === director,
  );
}

/** Posts by person id (index + 1): head, directors, managers, staff. */
function planPosts(people: number, stream: Stream): Post[] {
  const managers = Math.max(DEPARTMENT_PLANS.length, Math.round(people / 9.5));
  const directors = Math.max(3, Math.round(managers / 8));
  const posts: Post[] = [{ level: 0, managerId: null, departmentId: 3 }];
  const fields = Array.from({ length: directors }, (_, index) =>
    departmentsOf(index, directors, stream),
  );
  for (const field of fields) {
    posts.push({ level: 1, managerId: 1, departmentId: elementAt(field, 0) });
  }
  dealReports(managers, directors, stream).forEach((count, director) => {
    const field = elementAt(fields, director);
    for (let index = 0; index < count; index += 1) {
      const departmentId = elementAt(field, index % field.length);
      posts.push({ level: 2, managerId: director + 2, departmentId });
    }
  });
  const heads = posts.slice(1 + directors);
  dealReports(people - posts.length, heads.length, stream).forEach((count, index) => {
    const { departmentId } = elementAt(heads, index);
    for (let report = 0; report < count; report += 1) {
      posts.push({ level: 3, managerId: index + 2 + directors, departmentId });
    }
  });
  return posts;
}

const LETTERS: Record<string, string> = {
  ß: "ss",
  ł: "l",
  Ł: "L",
  ø: "o",
  Ø: "O",
  đ: "d",
  æ: "ae",
  œ: "oe",
};

/** Latin letters alone, lower case: what a directory makes of a name. */
export function slugName(name: string): string {
  return name
    .replace(/[ßłŁøØđæœ]/g, (letter) => LETTERS[letter] ?? "")
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}

/** `text`, or `text2`, `text3` … when it was given out before. */
export function claimUnique(text: string, taken: Set<string>): string {
  let unique = text;
  for (let number = 2; taken.has(unique); number += 1) unique = `${text}${number}`;
  taken.add(unique);
  return unique;
}

function titleOf(post: Post, stream: Stream): string {
  if (post.level === 0) return "Chief Executive Officer";
  const { titles } = elementAt(DEPARTMENT_PLANS, post.departmentId - 1);
  if (post.level === 3) return stream.pick(titles.slice(2));
  return elementAt(titles, post.level - 1);
}

/** Agents are people of IT: staff first, three in a hundred of all, eight at least. */
function appointAgents(people: Person[], levels: Map<number, Level>): void {
  const wanted = Math.max(8, Math.round(people.length * 0.03));
  const candidates = people
    .filter(
      (person) => person.departmentId === IT_DEPARTMENT_ID && (levels.get(person.id) ?? 0) >= 2,
    )
    .sort((a, b) => (levels.get(b.id) ?? 0) - (levels.get(a.id) ?? 0) || a.id - b.id);
  for (const person of candidates.slice(0, wanted)) person.isAgent = true;
}

/** Sites, departments and people with their managers; nothing of either system yet. */
export function generatePeople(options: FleetOptions): Org {
  const stream = createStream(options.seed, "people");
  const namers = createNamers(options.seed);
  const posts = planPosts(countPeople(options.devices), stream);
  const sites = SITE_PLANS.map(({ name, city, country }, index) => ({
    id: index + 1,
    name,
    city,
    country,
  }));
  const siteChoice = SITE_PLANS.map((plan, index) => [index + 1, plan.share] as const);
  const mails = new Set<string>();
  const people: Person[] = [];
  const levels = new Map<number, Level>();
  posts.forEach((post, index) => {
    const manager = post.managerId === null ? undefined : people[post.managerId - 1];
    const stays =
      manager !== undefined && post.level >= 2 && stream.chance(post.level === 3 ? 0.86 : 0.5);
    const siteId = manager === undefined ? 1 : stays ? manager.siteId : stream.weighted(siteChoice);
    const plan = elementAt(SITE_PLANS, siteId - 1);
    const namer = namers[stream.chance(0.7) ? plan.language : "en"];
    const firstName = namer.person.firstName();
    const lastName = namer.person.lastName();
    const mailbox = claimUnique(`${slugName(firstName)}.${slugName(lastName)}`, mails);
    const extension = String(stream.int(100, 9999)).padStart(4, "0");
    levels.set(index + 1, post.level);
    people.push({
      id: index + 1,
      firstName,
      lastName,
      email: `${mailbox}@${COMPANY.mailDomain}`,
      title: titleOf(post, stream),
      phone: `${plan.dial} ${extension}`,
      siteId,
      departmentId: post.departmentId,
      managerId: post.managerId,
      isAgent: false,
    });
  });
  appointAgents(people, levels);
  const departments = DEPARTMENT_PLANS.map(({ name }, index) => ({ id: index + 1, name }));
  return { sites, departments, people, levels };
}
