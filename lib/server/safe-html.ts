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

// Names that HTML has or had. `<leo@tiny.example>`, `List<String>` and `a<b` are text, and a text must not lose them.
const ELEMENTS =
  "a|abbr|acronym|address|applet|area|article|aside|audio|b|base|basefont|bdi|bdo|bgsound|big|blink|blockquote|body|br|" +
  "button|canvas|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|" +
  "fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hgroup|hr|html|i|iframe|image|img|" +
  "input|ins|isindex|kbd|keygen|label|legend|li|link|listing|main|map|mark|marquee|math|menu|meta|meter|nav|nobr|" +
  "noembed|noframes|noscript|object|ol|optgroup|option|output|p|param|picture|plaintext|pre|progress|q|rb|rp|rt|rtc|" +
  "ruby|s|samp|script|search|section|select|slot|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|" +
  "td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr|xmp|(?:o|v|w|m|x|st1):[a-z]\\w*";
const TAG = `\\/?(?:${ELEMENTS})(?=[\\s/>])`;
const HAS_TAG = new RegExp(`<${TAG}[^<>]*>`, "i");
/** What opens neither a tag nor a comment nor a declaration. */
const STRANGE_OPENING = new RegExp(`<(?!${TAG}|!--|!doctype|!\\[|\\?xml)`, "gi");
const REFERENCE = /&(?!(?:[a-z][a-z\d]*|#\d+|#x[\da-f]+);)/gi;

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
  if (!HAS_TAG.test(trimmed)) return escape(trimmed).replace(/\r\n|\r|\n/g, "<br />");
  const options = findPicture === undefined ? OPTIONS : withPictures(findPicture);
  return sanitizeHtml(trimmed.replace(STRANGE_OPENING, "&lt;"), options).trim();
}

/** Character references stay: some sources escape plain text themselves. */
function escape(text: string): string {
  return text
    .replace(REFERENCE, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
