import "server-only";
import sanitizeHtml from "sanitize-html";

// Ticket texts come from e-mails of anybody in the world. What reaches a browser is an allow-list of
// quiet formatting: nothing that runs, loads, submits, or restyles the page around it.

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [
    "p",
    "br",
    "div",
    "span",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "sub",
    "sup",
    "blockquote",
    "pre",
    "code",
    "ul",
    "ol",
    "li",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
    "h3",
    "h4",
    "h5",
    "h6",
  ],
  allowedAttributes: {
    a: ["href", "rel", "target"],
    th: ["colspan", "rowspan"],
    td: ["colspan", "rowspan"],
  },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
  nonTextTags: [
    "style",
    "script",
    "textarea",
    "option",
    "noscript",
    "title",
    "head",
    "iframe",
    "object",
  ],
  transformTags: {
    // Headings of a message are not headings of our page.
    h1: "h3",
    h2: "h3",
    a: (_tag, attributes) => ({
      tagName: "a",
      attribs: {
        ...(attributes.href ? { href: attributes.href } : {}),
        rel: "noopener noreferrer nofollow",
        target: "_blank",
      },
    }),
  },
};

const LOOKS_LIKE_HTML = /<\/?[a-z][^<>]*>|&(?:[a-z]+|#\d+);/i;

/** Vendor text as safe HTML. Plain text keeps its line breaks; an empty text is an empty string. */
export function toSafeHtml(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  if (!LOOKS_LIKE_HTML.test(trimmed)) return escape(trimmed).replace(/\r\n|\r|\n/g, "<br />");
  return sanitizeHtml(trimmed, OPTIONS).trim();
}

function escape(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
