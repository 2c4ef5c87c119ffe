import { request } from "undici";
import { formatMs, median, percentile } from "./figures.mjs";

const WARM_UP = 10;

/**
 * How long the server takes for a page: until the first byte of its HTML, and until the last. The first content comes
 * from the index and stands in that HTML.
 * @param {string} url
 * @param {import("./session.mjs").Session} session
 * @param {string} path
 * @param {number} tries
 */
export async function timePage(url, session, path, tries) {
  const firsts = [];
  const wholes = [];
  for (let round = -WARM_UP; round < tries; round += 1) {
    const startedAt = performance.now();
    const { statusCode, body } = await request(new URL(path, url), {
      headers: { cookie: session.cookie, "accept-encoding": "gzip" },
    });
    const firstMs = performance.now() - startedAt;
    await body.arrayBuffer();
    if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}.`);
    if (round < 0) continue;
    firsts.push(firstMs);
    wholes.push(performance.now() - startedAt);
  }
  return { firsts, wholes };
}

export const PAGE_HEADINGS = ["page", "first byte ms", "99 %", "whole ms", "99 %"];

/** @param {string} name @param {Awaited<ReturnType<typeof timePage>>} times */
export const toPageRow = (name, { firsts, wholes }) => [
  name,
  formatMs(median(firsts)),
  formatMs(percentile(firsts, 0.99)),
  formatMs(median(wholes)),
  formatMs(percentile(wholes, 0.99)),
];
