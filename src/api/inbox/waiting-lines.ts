// Who waits for whom: the keys of waiting deliveries by the workflow they are for, in memory and in order.

export interface WaitingLines {
  readonly join: (group: string, keys: readonly string[]) => void;
  /** Takes the oldest out of the line. */
  readonly take: (group: string, most: number) => readonly string[];
  /** Puts back in front what was taken. */
  readonly putBack: (group: string, keys: readonly string[]) => void;
  /** Groups that wait, in the order in which they began to. */
  readonly groups: () => readonly string[];
  readonly waits: (group: string) => boolean;
}

export function createWaitingLines(): WaitingLines {
  const lines = new Map<string, string[]>();
  return {
    join: (group, keys) => {
      const line = lines.get(group);
      if (line === undefined) lines.set(group, [...keys]);
      else for (const key of keys) line.push(key);
    },
    take: (group, most) => {
      const line = lines.get(group) ?? [];
      const taken = line.splice(0, most);
      if (line.length === 0) lines.delete(group);
      return taken;
    },
    putBack: (group, keys) => {
      lines.set(group, [...keys, ...(lines.get(group) ?? [])]);
    },
    groups: () => [...lines.keys()],
    waits: (group) => lines.has(group),
  };
}
