import { DAY_MS } from '../base/calendar.ts';
import { companyName, personName } from './names.ts';
import type { Rhythm } from './rhythm.ts';
import { by, Fault, funnel, step } from './truth.ts';
import type { SampleInfo } from './types.ts';
import type { Cells, Properties, World } from './world.ts';

const STAGES = [
  'Lead created',
  'Marketing qualified',
  'Sales qualified',
  'Proposal sent',
  'Negotiation',
  'Won',
] as const;
const STEPS = STAGES.map((stage) => step(stage));
const PIPELINE_READING = {
  order: 'reached',
  window: null,
  lost: { events: ['Lost'], where: step().where },
} as const;

/** The business-to-business pipeline as it is offered. */
export const PIPELINE: SampleInfo = {
  kind: 'pipeline',
  titleKey: 'sample.pipeline.title',
  teaserKey: 'sample.pipeline.teaser',
  currency: 'EUR',
  name: 'Ruska Automation',
  question: funnel(STEPS, { ...PIPELINE_READING, trend: 'month' }),
};

const RHYTHM: Rhythm = {
  weekdays: [1, 1.18, 1.15, 1.08, 0.82, 0.04, 0.03],
  hours: [0, 0, 0, 0, 0, 1, 4, 14, 44, 82, 96, 88, 46, 70, 92, 86, 62, 26, 10, 6, 4, 2, 1, 0],
  months: [1.02, 1.08, 1.14, 1.04, 1.02, 0.94, 0.58, 0.82, 1.16, 1.18, 1.1, 0.66],
  growth: 0.18,
  push: { every: 84, days: 4, factor: 2.1 },
};

const EVENTS: Properties = {
  text: ['owner', 'source', 'campaign', 'currency', 'reason', 'outcome'],
  number: ['value', 'minutes'],
};
const PEOPLE: Properties = {
  text: [
    'name',
    'email',
    'company',
    'industry',
    'segment',
    'region',
    'owner',
    'source',
    'campaign',
    'currency',
    'consent',
  ],
  number: ['value'],
  date: ['created'],
};

/** Days, rhythm and columns of the pipeline's world. */
export const PIPELINE_SHAPE = { days: 730, rhythm: RHYTHM, events: EVENTS, people: PEOPLE };

const SOURCES = ['Website', 'Webinar', 'Outbound', 'Referral', 'Trade fair', 'Partner'] as const;
const SOURCE_WEIGHTS = [0.34, 0.17, 0.2, 0.1, 0.1, 0.09];
/** Quality of the lead by source, against the average, from qualification to signature. */
const QUALITY: Readonly<Record<string, number>> = {
  Website: 1.04,
  Webinar: 1,
  Outbound: 0.82,
  Referral: 1.3,
  'Trade fair': 0.95,
  Partner: 1.16,
};
const CAMPAIGNS: Readonly<Record<string, readonly string[]>> = {
  Website: ['Product pages', 'Price calculator', 'White paper'],
  Webinar: ['Automation basics', 'Live demo hour'],
  'Trade fair': ['Spring fair', 'Autumn fair'],
};
const REGIONS = ['North', 'South', 'East', 'West'] as const;
const SEGMENTS = ['Small', 'Mid-market', 'Enterprise'] as const;
const SEGMENT_WEIGHTS = [0.56, 0.33, 0.11];
const DEAL: Readonly<Record<string, number>> = { Small: 6_400, 'Mid-market': 23_500, Enterprise: 98_000 };
const PACE: Readonly<Record<string, number>> = { Small: 0.72, 'Mid-market': 1, Enterprise: 1.7 };
const INDUSTRIES = ['Manufacturing', 'Logistics', 'Health', 'Food', 'Retail', 'Construction'] as const;
const REASONS = ['Price', 'No decision', 'Competitor', 'Timing', 'No answer', 'Missing feature'] as const;
const HOUR = DAY_MS / 24;

/** Probability to go on from each stage, and median days it takes. */
const ONWARD = [
  { p: 0.5, days: 3 },
  { p: 0.52, days: 8 },
  { p: 0.6, days: 12 },
  { p: 0.68, days: 15 },
  { p: 0.64, days: 14 },
] as const;

/** Returns the teller of one lead, and the faults planted in the pipeline. */
export function pipeline(
  world: World,
  people: number,
): { tell: (index: number, quantile: number) => void; faults: readonly Fault[] } {
  const { random, hours, days, end } = world;
  const team = new Set<string>();
  while (team.size < Math.max(5, Math.min(40, Math.round(people / 500)))) team.add(personName(random).full);
  const owners = [...team];
  const slow = owners[2] ?? '';
  const stale = new Fault(
    {
      id: 'stale-proposals',
      who: { scope: 'person', property: 'region', value: 'South' },
      daysAgo: 260,
      factor: 0.5,
      from: 'Proposal sent',
      to: step('Negotiation'),
      window: 90,
      question: funnel(STEPS, { ...PIPELINE_READING, breakdown: by('person', 'region'), trend: 'month' }),
    },
    days,
    end,
  );
  const webinar = new Fault(
    {
      id: 'webinar-quality',
      who: { scope: 'person', property: 'source', value: 'Webinar' },
      daysAgo: null,
      factor: 0.46,
      from: 'Marketing qualified',
      to: step('Sales qualified'),
      window: 60,
      question: funnel(STEPS, { ...PIPELINE_READING, breakdown: by('person', 'source') }),
    },
    days,
    end,
  );
  const owner = new Fault(
    {
      id: 'slow-owner',
      who: { scope: 'person', property: 'owner', value: slow },
      daysAgo: 330,
      factor: 0.55,
      from: 'Lead created',
      to: step('Marketing qualified'),
      window: 45,
      question: funnel(STEPS, { ...PIPELINE_READING, breakdown: by('person', 'owner'), trend: 'month' }),
    },
    days,
    end,
  );

  function tell(index: number, quantile: number): void {
    const entry = hours.entry(quantile);
    const source = random.pick(SOURCES, SOURCE_WEIGHTS);
    const campaigns = CAMPAIGNS[source];
    const campaign = campaigns === undefined ? '' : random.pick(campaigns);
    const segment = random.pick(SEGMENTS, SEGMENT_WEIGHTS);
    const region = random.pick(REGIONS, [0.27, 0.24, 0.21, 0.28]);
    const seller = random.pick(owners);
    const value = Math.round(world.around(DEAL[segment] ?? 10_000, 0.5) / 50) * 50;
    const deal: Cells = { owner: seller, value, currency: PIPELINE.currency };
    const pace = PACE[segment] ?? 1;
    const quality = (QUALITY[source] ?? 1) * (segment === 'Enterprise' ? 0.9 : 1.02);
    const neglected = owner.acts(entry, seller === slow);

    world.event(entry, 'Lead created', { owner: seller, source, campaign });
    let now = hours.settle(
      entry + Math.min(world.around(neglected ? 5 * DAY_MS : 5 * HOUR, 0.7), 12 * DAY_MS),
      entry,
    );
    world.event(now, 'Call', talk(neglected ? 0.3 : 0.58));
    let stage = 0;
    for (; stage < ONWARD.length; stage++) {
      const from = stage === 0 ? entry : now;
      if (!random.chance(chance(stage, from))) break;
      const { days: median } = ONWARD[stage] ?? { days: 10 };
      // The watched windows hold every step that is taken, whatever the pace.
      const longest = [30, 45, 70, 75, 90][stage] ?? 60;
      const next = from + Math.min(world.around(median * pace * DAY_MS, 0.62), longest * DAY_MS);
      touch(from, next, stage);
      now = Math.max(now + HOUR, hours.settle(next, Math.max(now, from) + HOUR));
      world.event(now, STAGES[stage + 1] ?? '', deal);
    }
    const won = stage === ONWARD.length;
    if (won) customer(now);
    else {
      const stalled =
        stale.acts(now, region === 'South') && stage === 3
          ? random.chance(0.8)
          : random.chance(stage < 2 ? 0.35 : 0.16);
      touch(now, now + 20 * DAY_MS, stage);
      if (!stalled) close(hours.settle(now + world.around(24 * pace * DAY_MS, 0.6), now + DAY_MS), stage);
    }
    const name = personName(random);
    const company = companyName(random);
    world.person(`L-${String(10_001 + index)}`, {
      name: name.full,
      email: `${name.slug}${String(index + 1)}@${company.domain}`,
      company: company.name,
      industry: random.pick(INDUSTRIES),
      segment,
      region,
      owner: seller,
      source,
      campaign,
      consent: random.chance(0.62) ? 'Legitimate interest' : random.chance(0.7) ? 'Opt-in' : 'None',
      value,
      currency: PIPELINE.currency,
      created: days.floating(days.dayOf(entry)),
    });

    /** Probability to go on from a stage, with the faults that watch it. */
    function chance(at: number, time: number): number {
      const p = Math.min(0.95, (ONWARD[at]?.p ?? 0) * (at === 0 ? 1 : quality ** 0.5));
      if (at === 0) return owner.trial(time, seller === slow, p);
      if (at === 1) return webinar.trial(time, source === 'Webinar', p);
      if (at === 3) return stale.trial(time, region === 'South', p);
      return p;
    }

    function talk(reached: number): Cells {
      const answered = random.chance(reached);
      return {
        owner: seller,
        outcome: answered ? 'Reached' : 'No answer',
        minutes: answered ? Math.round(world.around(9, 0.7)) : 0,
      };
    }

    /** Calls, mails and meetings between two instants. */
    function touch(from: number, to: number, at: number): void {
      const contacts = Math.min(5, Math.floor(world.around(1 + at * 0.35, 0.6)));
      for (let i = 0; i < contacts; i++) {
        const when = hours.settle(from + ((i + random.next()) / (contacts + 1)) * (to - from), from + HOUR);
        const what = random.next();
        if (what < 0.34) {
          world.event(when, 'E-mail sent', { owner: seller });
          if (random.chance(0.52))
            world.event(when + world.around(4 * HOUR, 1), 'E-mail opened', { owner: seller });
        } else if (what < 0.66) world.event(when, 'Call', talk(0.5));
        else if (at === 0) world.event(when, 'White paper read', { source, campaign });
        else if (random.chance(0.16)) world.event(when, 'Meeting missed', { owner: seller });
        else
          world.event(when, at === 1 ? 'Demo' : 'Meeting', {
            owner: seller,
            minutes: 15 * (2 + random.int(4)),
          });
      }
      if (at === 4 && random.chance(0.3))
        world.event(from + 0.4 * (to - from), 'Discount asked', {
          owner: seller,
          value: Math.round(value * 0.1),
        });
    }

    function close(at: number, stageLost: number): void {
      const reason =
        stageLost < 2 ? random.pick(REASONS, [1, 2, 1, 3, 6, 1]) : random.pick(REASONS, [5, 4, 3, 2, 2, 1]);
      world.event(at, 'Lost', { ...deal, reason });
    }

    /** A customer is brought aboard, gets help, and is asked again after a year. */
    function customer(since: number): void {
      world.event(hours.settle(since + 6 * DAY_MS, since), 'Onboarding started', { owner: seller });
      const tickets = Math.min(6, Math.floor(world.around(1.2, 0.8)));
      for (let i = 0; i < tickets; i++)
        world.event(hours.settle(since + world.around(60 * DAY_MS, 0.9), since), 'Support ticket', {});
      if (random.chance(0.82))
        world.event(hours.settle(since + 350 * DAY_MS, since), 'Contract renewed', deal);
    }
  }

  return { tell, faults: [stale, webinar, owner] };
}
