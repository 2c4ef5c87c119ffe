"use client";

import {
  createContext,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";

/** Something that can be done now: by key, from the palette, and listed on the cheat sheet. */
export interface Action {
  id: string;
  label: string;
  /** Heading on the cheat sheet and in the palette. */
  group: string;
  /** `a`, `/`, `?`, or a sequence such as `g t`. Left out: palette only. */
  keys?: string;
  run: () => void;
}

interface ActionRegistry {
  register: (owner: string, actions: readonly Action[]) => () => void;
  list: readonly Action[];
}

const Registry = createContext<ActionRegistry>({ register: () => () => undefined, list: [] });

/** Collects what the parts of a page can do. */
export function ActionProvider({ children }: { children: ReactNode }) {
  const [owners, setOwners] = useState<ReadonlyMap<string, readonly Action[]>>(new Map());
  const [register] = useState(() => (owner: string, actions: readonly Action[]) => {
    setOwners((old) => new Map(old).set(owner, actions));
    return () =>
      setOwners((old) => {
        const next = new Map(old);
        next.delete(owner);
        return next;
      });
  });
  const registry = useMemo(
    () => ({ register, list: [...owners.values()].flat() }),
    [register, owners],
  );
  return <Registry value={registry}>{children}</Registry>;
}

/** Offers actions while the component stands. What an action does may change at every draw; what it is called may too. */
export function useActions(actions: readonly Action[]): void {
  const owner = useId();
  const { register } = useContext(Registry);
  const newest = useRef(actions);
  useEffect(() => {
    newest.current = actions;
  });
  const names = JSON.stringify(
    actions.map(({ id, label, group, keys }) => ({ id, label, group, keys })),
  );
  useEffect(() => {
    const run = (id: string) => () => newest.current.find((action) => action.id === id)?.run();
    return register(
      owner,
      newest.current.map((action) => ({ ...action, run: run(action.id) })),
    );
  }, [names, owner, register]);
}

/** Everything that can be done now. A later action with the same keys wins, as the more particular one. */
export function useActionList(): readonly Action[] {
  return useContext(Registry).list;
}
