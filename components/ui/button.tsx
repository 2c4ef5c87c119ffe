import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

export type ButtonLook = "primary" | "plain" | "quiet" | "danger";

const BASE =
  "inline-flex h-control shrink-0 items-center justify-center gap-1.5 rounded-sm border px-3 text-sm font-medium whitespace-nowrap select-none transition-colors disabled:cursor-not-allowed aria-disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:opacity-60";

const LOOKS = {
  primary: "border-transparent bg-accent text-accent-ink hover:bg-accent-hover",
  plain: "border-line-strong/50 bg-surface text-ink hover:bg-hover",
  quiet: "border-transparent bg-transparent text-ink-soft hover:bg-hover hover:text-ink",
  danger: "border-bad/60 bg-surface text-bad hover:bg-bad-soft",
} as const satisfies Record<ButtonLook, string>;

/** The classes of a button, for links that look like one. */
export function buttonClass(look: ButtonLook = "plain", extra?: string): string {
  return classNames(BASE, LOOKS[look], extra);
}

interface ButtonProps extends ComponentProps<"button"> {
  look?: ButtonLook;
  /** Works right now: the button keeps its width and label, cannot be pressed again and says so. */
  busy?: boolean;
  /** Why it cannot be pressed. Shown on hover and read out; the button stays reachable by keyboard. */
  refusedBecause?: string | null;
}

/** A verb. `type` is `button` unless told otherwise, so that none submits a form by accident. */
export function Button({
  look = "plain",
  busy = false,
  refusedBecause = null,
  className,
  onClick,
  children,
  title,
  ...rest
}: ButtonProps) {
  const blocked = busy || refusedBecause !== null;
  return (
    <button
      type="button"
      {...rest}
      title={refusedBecause ?? title}
      aria-busy={busy || undefined}
      aria-disabled={blocked || undefined}
      onClick={blocked ? (event) => event.preventDefault() : onClick}
      className={buttonClass(look, className)}
    >
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonProps, "children"> {
  /** What it does, in words; also its tooltip. */
  label: string;
  icon: ReactNode;
}

/** A button of one picture. Its name is always there for those who do not see the picture. */
export function IconButton({ label, icon, look = "quiet", className, ...rest }: IconButtonProps) {
  return (
    <Button
      look={look}
      aria-label={label}
      title={label}
      {...rest}
      className={classNames("size-control px-0!", className)}
    >
      {icon}
    </Button>
  );
}
