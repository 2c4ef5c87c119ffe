// What the screens know of a ticket's rarer acts at run time too; free of zod, which must not reach the browser.

/** How a message leaves. The source knows more ways, which reach nobody who is not signed in there. */
export const MESSAGE_METHODS = ["email", "sms"] as const;
export type MessageMethod = (typeof MESSAGE_METHODS)[number];

export const MESSAGE_SUBJECT_MAX = 250;
export const MESSAGE_TEXT_MAX = 65_536;
/** People and groups of one line of a message. */
export const MESSAGE_PEOPLE_MAX = 50;

export const APPROVAL_NOTE_MAX = 4_000;

/** The longest name and address of a link. */
export const LINK_NAME_MAX = 200;
export const LINK_ADDRESS_MAX = 2_000;
