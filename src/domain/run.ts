/** One import, or one generated sample: staged, then switched live as a whole, undone as a whole. */
export interface Run {
  readonly id: string;
  /** Order in which runs went live; later layers win. */
  readonly seq: number;
  readonly status: 'staged' | 'live';
  readonly files: readonly RunFile[];
  /** Shape the file was read as. */
  readonly shape: string;
  /** Mapping used, so that the same headers are read the same way next time. Plain JSON. */
  readonly mapping: unknown;
  readonly counts: RunCounts;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

/** A file as it was imported; the hash tells when the same one comes again. */
export interface RunFile {
  readonly name: string;
  readonly size: number;
  /** Hex SHA-256 of the bytes. */
  readonly sha256: string;
}

/** What an import read and kept. */
export interface RunCounts {
  /** Data rows read, header and blank lines apart. */
  readonly rows: number;
  readonly rejected: number;
  readonly events: number;
  readonly people: number;
  readonly newPeople: number;
  /** Earliest and latest event, epoch ms (floating for dates); null without events. */
  readonly firstTime: number | null;
  readonly lastTime: number | null;
}
