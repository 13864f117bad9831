/** Holds a run between two steps. */
export interface Gate {
  /** Resolves at once while open, else when it opens. */
  pass(): Promise<void>;
  shut(): void;
  open(): void;
}

/** An open gate. */
export function createGate(): Gate {
  let shut: { opened: Promise<void>; open: () => void } | undefined;
  return {
    pass: async () => {
      while (shut) await shut.opened;
    },
    shut() {
      if (shut) return;
      let open = () => {};
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      shut = { opened, open };
    },
    open() {
      shut?.open();
      shut = undefined;
    },
  };
}
