import { clsx, type ClassValue } from "clsx";

/** Joins class names, leaving out what is false. Callers add classes; they do not override a primitive's own. */
export function classNames(...parts: ClassValue[]): string {
  return clsx(parts);
}
