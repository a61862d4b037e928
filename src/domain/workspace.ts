import type { WeekStart } from '../base/calendar.ts';

/** One client's data: its own database, exported, locked or erased on its own. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** IANA zone in which days, weeks and months are counted (T1). */
  readonly timeZone: string;
  readonly weekStart: WeekStart;
  /** BCP 47 tag for numbers and dates. */
  readonly locale: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Epoch ms of the last verified backup, null when there is none. */
  readonly lastBackupAt: number | null;
  /** Seed world it was made from, null for the user's own data. */
  readonly sample: SampleKind | null;
}

/** The worlds that sample data can be made of: an online shop, a B2B pipeline, a SaaS trial. */
export type SampleKind = 'shop' | 'pipeline' | 'trial';

/** What the user may change about a workspace. */
export type WorkspaceSettings = Pick<Workspace, 'name' | 'currency' | 'timeZone' | 'weekStart' | 'locale'>;
