// Keeps a wall's page on the television, so that a reload while the server is away shows the wall and not
// the browser's error page. The network always comes first: what is kept is used only when it fails.

const PLACE = "sightline-wall";
const KEPT_MAX = 150;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The page names what it was drawn with: its first load happened before this worker stood.
self.addEventListener("message", (event) => {
  const urls = Array.isArray(event.data) ? event.data.filter(isKept) : [];
  event.waitUntil(Promise.all(urls.map((url) => fetch(url).then((answer) => keep(url, answer), ignore))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !isKept(request.url)) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  try {
    const fresh = await fetch(request);
    if (fresh.status < 500) {
      await keep(request.url, fresh.clone());
      return fresh;
    }
    return (await caches.match(request.url)) ?? fresh;
  } catch (error) {
    const kept = await caches.match(request.url);
    if (kept) return kept;
    throw error;
  }
}

async function keep(url, fresh) {
  if (!fresh.ok) return;
  const cache = await caches.open(PLACE);
  await cache.put(url, fresh);
  // Every version of the server leaves its files behind; the oldest go.
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, -KEPT_MAX).map((key) => cache.delete(key)));
}

/** The page and what it is drawn with; never numbers, which the page keeps by itself. */
function isKept(url) {
  const { origin, pathname } = new URL(url, self.location.origin);
  if (origin !== self.location.origin) return false;
  return pathname.startsWith("/wall/") || pathname.startsWith("/_next/static/");
}

function ignore() {
  // The next load keeps it.
}
