import type { FieldType, Test, Value } from "./entity";
import { KaceQueryError, type FilterTerm, type Operator } from "./syntax";

// The meaning of each operator on one value. Text is compared without regard to case, as the
// appliance's database does; dates are local text of fixed width, so text order is time order.

const ON_NUMBERS: ReadonlySet<Operator> = new Set<Operator>([
  "lt",
  "le",
  "gt",
  "ge",
  "eq",
  "ne",
  "in",
  "nin",
  "ex",
  "nex",
]);
const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/;
export const NO_DATE = "0000-00-00 00:00:00";

/** Compiles a term to a test of the field's value. Throws {@link KaceQueryError} where type and operator disagree. */
export function compileOperator(term: FilterTerm, type: FieldType): Test<Value> {
  const { operator, values } = term;
  if (type === "integer" && !ON_NUMBERS.has(operator))
    throw new KaceQueryError(`Operator ${operator} does not apply to the integer ${term.field}`);
  if (operator === "ex") return (value) => !isBlank(value);
  if (operator === "nex") return isBlank;
  return type === "integer"
    ? compileNumbers(
        operator,
        values.map((value) => numberOf(value, term)),
      )
    : compileText(
        operator,
        values.map((value) => textOf(value, type, term)),
      );
}

function isBlank(value: Value): boolean {
  return value === "" || value === NO_DATE;
}

function numberOf(value: string, term: FilterTerm): number {
  if (!/^[+-]?\d+(?:\.\d+)?$/.test(value))
    throw new KaceQueryError(`${term.field} is an integer, ${value} is none`);
  return Number(value);
}

const COMPARISONS: ReadonlySet<Operator> = new Set<Operator>(["lt", "le", "gt", "ge", "eq", "ne"]);

function textOf(value: string, type: FieldType, term: FilterTerm): string {
  if (type !== "date" || !COMPARISONS.has(term.operator)) return value.toLowerCase();
  if (!LOCAL_DATE.test(value))
    throw new KaceQueryError(`${term.field} is a date, ${value} is none`);
  // A date alone is that day's first second.
  return value.length === 10 ? `${value} 00:00:00` : value;
}

function compileNumbers(operator: Operator, values: readonly number[]): Test<Value> {
  const wanted = values[0] ?? 0;
  const set = new Set(values);
  const test = NUMBER_TESTS[operator];
  return (value) => test?.(Number(value), wanted, set) ?? false;
}

type Compare<T> = (value: T, wanted: T, set: ReadonlySet<T>) => boolean;

const NUMBER_TESTS: Partial<Record<Operator, Compare<number>>> = orderTests<number>();

function orderTests<T>(): Partial<Record<Operator, Compare<T>>> {
  return {
    lt: (value, wanted) => value < wanted,
    le: (value, wanted) => value <= wanted,
    gt: (value, wanted) => value > wanted,
    ge: (value, wanted) => value >= wanted,
    eq: (value, wanted) => value === wanted,
    ne: (value, wanted) => value !== wanted,
    in: (value, _wanted, set) => set.has(value),
    nin: (value, _wanted, set) => !set.has(value),
  };
}

const TEXT_TESTS: Partial<Record<Operator, Compare<string>>> = {
  ...orderTests<string>(),
  co: (value, wanted) => value.includes(wanted),
  nc: (value, wanted) => !value.includes(wanted),
  st: (value, wanted) => value.startsWith(wanted),
  ns: (value, wanted) => !value.startsWith(wanted),
  en: (value, wanted) => value.endsWith(wanted),
  nen: (value, wanted) => !value.endsWith(wanted),
};

function compileText(operator: Operator, values: readonly string[]): Test<Value> {
  const wanted = values[0] ?? "";
  const set = new Set(values);
  const test = TEXT_TESTS[operator];
  return (value) => test?.(String(value).toLowerCase(), wanted, set) ?? false;
}

/** The positive operator that a negative one denies; `*` asks whether no field matches. */
export const DENIES: Partial<Record<Operator, Operator>> = {
  ne: "eq",
  nc: "co",
  ns: "st",
  nen: "en",
  nin: "in",
  nex: "ex",
};
