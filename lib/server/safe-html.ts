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

/** What stands in the place of a picture: an address of ours, or only a name. */
export type FindPicture = (source: string) => { href: string | null; name: string };

const OUR_FILE = /^\/api\/tickets\/[\w%.:-]+\/files\/[\w%.-]+\?show=1$/;

/** The same with pictures of ours; each other one becomes its name. */
function withPictures(findPicture: FindPicture): sanitizeHtml.IOptions {
  return {
    ...OPTIONS,
    allowedTags: [...(OPTIONS.allowedTags || []), "img"],
    allowedAttributes: { ...OPTIONS.allowedAttributes, img: ["src", "alt", "loading"] },
    transformTags: {
      ...OPTIONS.transformTags,
      img: (_tag, attributes): sanitizeHtml.Tag => {
        const { href, name } = findPicture(attributes["src"] ?? "");
        if (href === null || !OUR_FILE.test(href)) {
          return { tagName: "em", attribs: {}, text: `[Picture: ${name}]` };
        }
        return { tagName: "img", attribs: { src: href, alt: name, loading: "lazy" } };
      },
    },
  };
}

/**
 * Vendor text as safe HTML. Plain text keeps its line breaks; an empty text is an empty string.
 * @param findPicture finds the file of ours that a picture stands for; without it, pictures are left out
 */
export function toSafeHtml(text: string, findPicture?: FindPicture): string {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  if (!LOOKS_LIKE_HTML.test(trimmed)) return escape(trimmed).replace(/\r\n|\r|\n/g, "<br />");
  const options = findPicture === undefined ? OPTIONS : withPictures(findPicture);
  return sanitizeHtml(trimmed, options).trim();
}

function escape(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
