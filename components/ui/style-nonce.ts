/**
 * Dialogs hold the page still with a small style element, which the content security policy allows only with the
 * page's nonce. The library under them reads the nonce from this global name.
 */
export function allowDialogStyles(): void {
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  if (nonce) Reflect.set(globalThis, "__webpack_nonce__", nonce);
}
