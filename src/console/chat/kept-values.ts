/** Values that outlive a reload, parsed on the way in; where the browser keeps nothing, they last as long as the page. */
export interface KeptValues {
  read(key: string): unknown;
  write(key: string, value: unknown): void;
  remove(key: string): void;
  keys(): readonly string[];
}

/** Keeps values as JSON under `prefix` in a Web Storage; null or a refusing one falls back to memory. */
export function createKeptValues(storage: Storage | null, prefix: string): KeptValues {
  const memory = new Map<string, string>();
  const attempt = <T>(act: (storage: Storage) => T, otherwise: T): T => {
    try {
      return storage === null ? otherwise : act(storage);
    } catch {
      return otherwise; // full or forbidden: memory has it
    }
  };
  return {
    read(key) {
      const text = memory.get(key) ?? attempt((kept) => kept.getItem(prefix + key), null);
      return text === null ? undefined : parse(text);
    },
    write(key, value) {
      const text = JSON.stringify(value);
      memory.delete(key);
      const isKept = attempt((kept) => {
        kept.setItem(prefix + key, text);
        return true;
      }, false);
      if (!isKept) memory.set(key, text);
    },
    remove(key) {
      memory.delete(key);
      attempt((kept) => kept.removeItem(prefix + key), undefined);
    },
    keys() {
      const kept = attempt((one) => Object.keys(one), []).filter((key) => key.startsWith(prefix));
      return [...new Set([...memory.keys(), ...kept.map((key) => key.slice(prefix.length))])];
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
