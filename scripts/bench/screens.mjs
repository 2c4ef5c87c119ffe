// How much script a screen's first load brings to a browser.

const SCREENS = [
  ["sign-in", "/sign-in"],
  ["home", "/"],
  ["devices", "/devices"],
  ["a device", "device"],
  ["tickets", "/tickets?flag=open"],
  ["a ticket", "ticket"],
  ["CIs", "/cis"],
  ["a CI", "ci"],
  ["team", "/team"],
];

/**
 * The compressed script of every screen, as a signed-in person's browser loads it first: what the page names in
 * `<script src>`, in preloads, and in the list of parts that it hydrates with. Left out: the script for browsers
 * without modules, and parts that load later (dialogs, charts, a graph's engine).
 * @param {import("./session.mjs").Session} session
 * @param {import("./session.mjs").Session} stranger somebody who is not signed in
 * @returns {Promise<{ screen: string, files: number, bytes: number, page: number }[]>}
 */
export async function weighScreens(session, stranger) {
  /** @type {Map<string, number>} */
  const weights = new Map();
  const results = [];
  for (const [screen = "", place = ""] of SCREENS) {
    const path = await addressOf(session, place);
    if (path === null) continue;
    const reader = screen === "sign-in" ? stranger : session;
    const { status, bytes } = await reader.send(path, { encoding: "identity" });
    if (status !== 200) continue;
    const html = bytes.toString();
    const files = scriptsOf(html);
    let sum = 0;
    for (const file of files) sum += await weigh(session, file, weights);
    const { bytes: page } = await reader.send(path);
    results.push({ screen, files: files.length, bytes: sum, page: page.length });
  }
  return results;
}

/** The scripts that a page's first load names. @param {string} html @returns {string[]} */
export function scriptsOf(html) {
  const found = new Set();
  for (const [tag] of html.matchAll(/<(?:script|link)\b[^>]*>/g)) {
    if (/\bnomodule\b/i.test(tag)) continue;
    const address = /\b(?:src|href)="([^"]+\.js)(?:\?[^"]*)?"/.exec(tag)?.[1];
    const isScript = tag.startsWith("<script") || /\bas="script"|rel="modulepreload"/.test(tag);
    if (address && isScript) found.add(address);
  }
  for (const [, name] of html.matchAll(/\/?(static\/chunks\/[\w./~-]+\.js)/g)) {
    found.add(`/_next/${name}`);
  }
  const legacy = [...html.matchAll(/<script\b[^>]*\bnomodule\b[^>]*>/gi)].join("");
  return [...found].filter((address) => !legacy.includes(address));
}

/**
 * @param {import("./session.mjs").Session} session
 * @param {string} file
 * @param {Map<string, number>} weights
 */
async function weigh(session, file, weights) {
  const known = weights.get(file);
  if (known !== undefined) return known;
  const { status, bytes } = await session.send(file);
  if (status !== 200) throw new Error(`${file} answered ${status}.`);
  weights.set(file, bytes.length);
  return bytes.length;
}

/** @param {import("./session.mjs").Session} session @param {string} place */
async function addressOf(session, place) {
  if (place.startsWith("/")) return place;
  const { rows } = await session.get(`/api/${place}s?limit=1`);
  const ref = rows[0]?.ref;
  return ref ? `/${place}s/${encodeURIComponent(ref)}` : null;
}
