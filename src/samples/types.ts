import type { CalendarDate } from '../base/calendar.ts';
import type { Batch } from '../domain/columns.ts';
import type { SampleKind } from '../domain/workspace.ts';
import type { FunnelQuestion } from '../questions/funnel.ts';
import type { RevenueQuestion } from '../questions/revenue.ts';

/** What a sample world is made from; the same options give the same bytes. */
export interface SampleOptions {
  /** Number of people, 1 or more. */
  readonly people: number;
  readonly seed: number;
  /** Instant at which the data end, epoch ms: nothing happens later. */
  readonly end: number;
  /** IANA zone in which the people live their days. */
  readonly timeZone: string;
}

/** One of the sample worlds as it is offered. The texts are keys of the message catalogue. */
export interface SampleInfo {
  readonly kind: SampleKind;
  readonly titleKey: `sample.${SampleKind}.title`;
  readonly teaserKey: `sample.${SampleKind}.teaser`;
  /** ISO 4217 code of every amount in it. */
  readonly currency: string;
  /** Made-up name of the business the data tell of. */
  readonly name: string;
  /** What to ask first. */
  readonly question: FunnelQuestion;
}

/** A generated world: rows ready to be stored, and the faults planted in them. */
export interface Sample {
  readonly name: string;
  readonly batch: Batch;
  readonly truth: readonly SampleTruth[];
  /** What its customers pay; null for a world without subscriptions. */
  readonly revenue: PlantedRevenue | null;
}

/** How often the watched step was taken, by construction, by people whose window is over at the data's end. */
export interface PlantedRate {
  /** Mean of the probabilities with which the generator drew each of the `trials`; NaN without any. */
  readonly probability: number;
  readonly trials: number;
}

/** A fault planted in a sample world, as ground truth for tests and teaching. */
export interface SampleTruth {
  /** Stable name; the catalogue tells the story under `sample.truth.<id>`. */
  readonly id: TruthId;
  /** First calendar date (in the sample's zone) on which it acts; null: all the time. */
  readonly since: CalendarDate | null;
  /** Whom it hits. */
  readonly who: { readonly scope: 'event' | 'person'; readonly property: string; readonly value: string };
  /** Without the fault: the same people before `since`, or everyone else when it acts all the time. */
  readonly healthy: PlantedRate;
  /** With the fault. */
  readonly faulty: PlantedRate;
  /** Two steps asked of the unhurt side; the rate estimates `healthy.probability`. */
  readonly healthyQuestion: FunnelQuestion;
  /** The same two steps asked of those it hits; the rate estimates `faulty.probability`. */
  readonly faultyQuestion: FunnelQuestion;
  /** The whole funnel broken down so that the fault shows. */
  readonly question: FunnelQuestion;
}

/** Names of the planted faults. */
type TruthId =
  | 'mobile-checkout'
  | 'northern-shipping'
  | 'bargain-hunters'
  | 'stale-proposals'
  | 'webinar-quality'
  | 'slow-owner'
  | 'mobile-onboarding'
  | 'week-two'
  | 'card-provider';

/** Recurring revenue by construction: what the generator made its customers pay. */
export interface PlantedRevenue {
  /** Whose answer this is. */
  readonly question: RevenueQuestion;
  /** Calendar months of the sample's zone, from the first with a customer to the one in which the data end. */
  readonly months: readonly PlantedMonth[];
}

/** What was paid per month around one calendar month, and what changed in it, in the sample's currency and in customers. */
export interface PlantedMonth {
  /** Its first date. */
  readonly period: CalendarDate;
  readonly start: PlantedState;
  readonly end: PlantedState;
  readonly money: PlantedChanges;
  readonly customers: PlantedChanges;
}

interface PlantedState {
  readonly amount: number;
  readonly customers: number;
}

/** Net changes of people between the ends of a month, all as positive numbers. */
interface PlantedChanges {
  readonly new: number;
  readonly reactivated: number;
  readonly expansion: number;
  readonly contraction: number;
  readonly churned: number;
}
