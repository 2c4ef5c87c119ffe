const HERE = "http://sightline.invalid";

/**
 * Where to go after signing in: the wanted path when it is one of this site's own pages, else the start.
 * Browsers read `//host`, `/\host` and control characters as other sites, so the text is parsed as they do.
 */
export function toCallbackPath(wanted: string | null | undefined): string {
  if (!wanted?.startsWith("/") || !URL.canParse(wanted, HERE)) return "/";
  const url = new URL(wanted, HERE);
  if (url.origin !== HERE) return "/";
  const isPage =
    !/^\/(api|sign-in|_next)(\/|$)/.test(url.pathname) && !url.pathname.startsWith("//");
  return isPage ? `${url.pathname}${url.search}${url.hash}` : "/";
}

/** The sign-in page that comes back to `path`. */
export function toSignInPath(path: string): string {
  const back = toCallbackPath(path);
  return back === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ callbackUrl: back })}`;
}
