/** A saved question with a name. `question` is plain JSON, checked by `questions` when it is read. */
export interface Insight {
  readonly id: string;
  readonly name: string;
  readonly question: unknown;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Counts the edits; a stale edit is refused. */
  readonly rev: number;
}
