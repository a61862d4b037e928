import { foldHeader } from './headers.ts';
import type { ColumnRole, Recognition, Shape } from './types.ts';

/** An export of a known product, told by its headers. Headers are folded; `a|b` means either. */
export interface KnownExport {
  readonly id: string;
  readonly shape: Shape;
  readonly required: readonly string[];
  /** More headers that only this export has; they count as evidence. */
  readonly also: readonly string[];
  /** What columns become; the rest is decided as for any file. */
  readonly roles: Readonly<Record<string, ColumnRole>>;
  readonly eventName: string | null;
}

const person: ColumnRole = { kind: 'person' };
const time: ColumnRole = { kind: 'time' };
const eventName: ColumnRole = { kind: 'event-name' };
const stage: ColumnRole = { kind: 'stage' };
const created: ColumnRole = { kind: 'created' };
const closed: ColumnRole = { kind: 'closed' };
const since: ColumnRole = { kind: 'stage-since' };
const at = (name: string): ColumnRole => ({ kind: 'stage-date', stage: name });

/**
 * Exports that are recognised by name. Headers after public export documentation and import code of other
 * products; a file of another language or layout falls back to what its values show.
 */
const KNOWN_EXPORTS: readonly KnownExport[] = [
  {
    id: 'hubspot-deals',
    shape: 'stage-current',
    required: ['record id', 'deal name', 'deal stage'],
    also: [
      'pipeline',
      'amount',
      'close date',
      'create date',
      'deal owner',
      'is closed won',
      'associated company',
      'associated contact',
    ],
    roles: {
      'record id': person,
      'deal stage': stage,
      'create date': created,
      'close date': closed,
      'date entered current stage': since,
    },
    eventName: null,
  },
  {
    id: 'hubspot-contacts',
    shape: 'stage-current',
    required: ['record id', 'email', 'lifecycle stage'],
    also: [
      'first name',
      'last name',
      'lead status',
      'contact owner',
      'create date',
      'original source',
      'original traffic source',
    ],
    roles: { 'record id': person, 'lifecycle stage': stage, 'create date': created },
    eventName: null,
  },
  {
    id: 'pipedrive-deals',
    shape: 'stage-current',
    required: ['deal title', 'deal status', 'deal stage|deal stage (pipeline)'],
    also: [
      'deal value',
      'deal deal value',
      'deal currency',
      'deal owner',
      'deal deal created',
      'deal won time',
      'deal lost time',
      'deal lost reason',
    ],
    roles: {
      'deal id': person,
      'deal pipedrive system id': person,
      'deal stage': stage,
      'deal deal created': created,
      'deal deal created on': created,
      'deal last stage change': since,
      'deal won time': at('Won'),
      'deal lost time': at('Lost'),
    },
    eventName: null,
  },
  {
    id: 'salesforce-history',
    shape: 'events',
    required: ['opportunity id', 'stage name', 'created date'],
    also: ['close date', 'forecast category', 'system modstamp', 'probability', 'is deleted'],
    roles: { 'opportunity id': person, 'stage name': eventName, 'created date': time },
    eventName: null,
  },
  {
    id: 'salesforce-history-report',
    shape: 'events',
    required: ['opportunity name', 'from stage', 'to stage', 'last modified'],
    also: ['opportunity owner', 'last modified by', 'probability (%)'],
    roles: { 'opportunity name': person, 'to stage': eventName, 'last modified': time },
    eventName: null,
  },
  {
    id: 'salesforce-opportunities',
    shape: 'stage-current',
    required: ['opportunity name', 'stage', 'close date'],
    also: [
      'opportunity owner',
      'account name',
      'created date',
      'probability (%)',
      'fiscal period',
      'lead source',
      'opportunity id',
    ],
    roles: {
      'opportunity id': person,
      stage,
      'created date': created,
      'close date': closed,
      'last stage change date': since,
    },
    eventName: null,
  },
  {
    id: 'stripe-subscriptions',
    shape: 'stage-dates',
    required: [
      'id',
      'customer id',
      'status',
      'created (utc)',
      'current period start (utc)|canceled at (utc)',
    ],
    also: ['trial start (utc)', 'trial end (utc)', 'ended at (utc)', 'start (utc)', 'interval'],
    roles: {
      id: person,
      'created (utc)': at('Created'),
      'trial start (utc)': at('Trial started'),
      'trial end (utc)': at('Trial ended'),
      'start (utc)': at('Started'),
      'start date (utc)': at('Started'),
      'canceled at (utc)': at('Canceled'),
      'ended at (utc)': at('Ended'),
    },
    eventName: null,
  },
  {
    id: 'stripe-payments',
    shape: 'events',
    required: ['id', 'created (utc)', 'amount', 'status', 'customer id'],
    also: [
      'amount refunded',
      'captured',
      'payment intent id',
      'fee',
      'currency',
      'customer email',
      'invoice id',
    ],
    roles: { 'customer id': person, 'created (utc)': time },
    eventName: 'Payment',
  },
  {
    id: 'shopify-orders',
    shape: 'events',
    required: ['name', 'email', 'financial status', 'created at', 'lineitem name'],
    also: [
      'fulfillment status',
      'paid at',
      'subtotal',
      'total',
      'accepts marketing',
      'lineitem quantity',
      'cancelled at',
    ],
    roles: { email: person, 'created at': time },
    eventName: 'Order',
  },
  {
    id: 'posthog-events',
    shape: 'events',
    required: ['event', 'timestamp', 'distinct id'],
    also: ['uuid', 'properties', 'person id', '$session id', 'elements chain'],
    roles: { event: eventName, timestamp: time, 'distinct id': person },
    eventName: null,
  },
  {
    id: 'mixpanel-events',
    shape: 'events',
    required: ['event|event name', 'time', 'distinct id|$distinct id'],
    also: ['$insert id', '$browser', '$city', '$os', 'mp country code'],
    roles: { event: eventName, 'event name': eventName, time, 'distinct id': person, '$distinct id': person },
    eventName: null,
  },
  {
    id: 'amplitude-events',
    shape: 'events',
    required: ['event type', 'event time', 'user id|amplitude id'],
    also: [
      'device id',
      'session id',
      'event properties',
      'user properties',
      'client event time',
      'insert id',
    ],
    roles: { 'event type': eventName, 'event time': time },
    eventName: null,
  },
  {
    id: 'ga4-bigquery',
    shape: 'events',
    required: ['event name', 'event timestamp', 'user pseudo id'],
    also: ['event date', 'user id', 'event params'],
    roles: { 'event name': eventName, 'event timestamp': time, 'user pseudo id': person },
    eventName: null,
  },
  {
    id: 'mailchimp-members',
    shape: 'stage-dates',
    required: ['email address', 'optin time', 'confirm time'],
    also: ['member rating', 'leid', 'euid', 'last changed', 'unsub time'],
    roles: {
      'email address': person,
      'optin time': at('Signed up'),
      'confirm time': at('Confirmed'),
      'unsub time': at('Unsubscribed'),
    },
    eventName: null,
  },
];

/** Returns the known export whose required headers the file has, the one with most headers matched; null for none. */
export function knownExport(
  recognition: Recognition,
): { known: KnownExport; matched: number; of: number } | null {
  const headers = new Set(recognition.columns.map(({ header }) => foldHeader(header)));
  const has = (name: string): boolean => name.split('|').some((one) => headers.has(one));
  let best: { known: KnownExport; matched: number; of: number } | null = null;
  for (const known of KNOWN_EXPORTS) {
    if (!known.required.every(has)) continue;
    const matched = known.required.length + known.also.filter(has).length;
    // The required headers alone may be anyone's.
    if (matched < known.required.length + 1) continue;
    if (best === null || matched > best.matched)
      best = { known, matched, of: known.required.length + known.also.length };
  }
  return best;
}
