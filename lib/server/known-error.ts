import "server-only";

// The server is bundled into several parts (its start, each group of routes), and every part holds a copy
// of its own of each module. What the start has made, such as the clients of the two systems, throws
// the errors of its copy; a route that asks `instanceof` with another copy would take a refusal for a fault
// of its own. So these errors are known by name, which is the same in every copy and survives minifying.

const BRANDS = Symbol.for("sightline.error-brands");

/** An error whose class `instanceof` recognises in every copy of its module. Each class names itself in `brand`. */
export abstract class KnownError extends Error {
  static readonly brand: string = "KnownError";

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    const brands = brandsOf(new.target);
    Object.defineProperty(this, BRANDS, { value: brands });
    this.name = brands[0] ?? "KnownError";
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== "object" || value === null || !(BRANDS in value)) return false;
    const brands = value[BRANDS];
    return Array.isArray(brands) && brands.includes(this.brand);
  }
}

/** The names of a class and of those that it extends, its own first. */
function brandsOf(of: { brand: string }): string[] {
  const brands: string[] = [];
  for (let one: unknown = of; typeof one === "function" && "brand" in one;) {
    if (typeof one.brand === "string") brands.push(one.brand);
    one = Object.getPrototypeOf(one);
  }
  return brands;
}
