/** Texts of the server's resource files, by language: a few of its thousands. */
const TEXTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: {
    dir: "LTR",
    welcome: "Welcome",
    close: "Close",
    status: "Status",
    priority: "Priority",
    "service.record": "Service Record",
    "assigned.to": "Assigned to",
  },
  de: {
    welcome: "Willkommen",
    close: "Schließen",
    status: "Status",
    priority: "Priorität",
    "service.record": "Servicevorgang",
    "assigned.to": "Zugewiesen an",
  },
  fr: {
    welcome: "Bienvenue",
    close: "Fermer",
    status: "Statut",
    priority: "Priorité",
    "service.record": "Demande de service",
    "assigned.to": "Assigné à",
  },
  pt: {
    welcome: "Bem-vindo",
    close: "Fechar",
    status: "Estado",
    priority: "Prioridade",
    "service.record": "Solicitação de serviço",
    "assigned.to": "Atribuído a",
  },
  he: {
    dir: "RTL",
    welcome: "ברוך הבא",
    close: "סגור",
    status: "סטטוס",
    priority: "עדיפות",
    "service.record": "קריאת שירות",
    "assigned.to": "מוקצה ל",
  },
};
const ACCOUNT_LANGUAGE = "en";

/**
 * A key's text in a language (`fr`, `fr_FR`, `pt-BR`), else in the account's own; `undefined` for a key that no
 * resource file holds.
 */
export function textOf(key: string, locale = ACCOUNT_LANGUAGE): string | undefined {
  const language = locale.toLowerCase().split(/[_-]/)[0] ?? "";
  const ofLanguage = Object.hasOwn(TEXTS, language) ? TEXTS[language] : undefined;
  const texts = { ...TEXTS[ACCOUNT_LANGUAGE], ...ofLanguage };
  return Object.hasOwn(texts, key) ? texts[key] : undefined;
}
