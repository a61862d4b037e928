import { DAY_MS } from '../base/calendar.ts';
import { personName } from './names.ts';
import type { Rhythm } from './rhythm.ts';
import { MONTHLY, SUBSCRIPTION_TEXTS, Subscriptions } from './subscriptions.ts';
import { by, Fault, funnel, step } from './truth.ts';
import type { PlantedRevenue, SampleInfo } from './types.ts';
import type { Properties, World } from './world.ts';

const STEPS = ['Visit', 'Sign-up', 'Activated', 'Trial ended', 'Subscribed'].map((event) => step(event));
const WINDOW = { n: 60, unit: 'day' } as const;

/** The subscription software as it is offered. */
export const TRIAL: SampleInfo = {
  kind: 'trial',
  titleKey: 'sample.trial.title',
  teaserKey: 'sample.trial.teaser',
  currency: 'EUR',
  name: 'Pilvipuu Planner',
  question: funnel(STEPS, { window: WINDOW, trend: 'week' }),
};

const RHYTHM: Rhythm = {
  weekdays: [1.06, 1.12, 1.1, 1.04, 0.9, 0.42, 0.44],
  hours: [5, 3, 2, 2, 2, 4, 9, 20, 44, 66, 74, 70, 52, 62, 72, 70, 58, 42, 34, 34, 36, 30, 20, 10],
  months: [1.14, 1.06, 1.04, 0.98, 0.96, 0.92, 0.8, 0.9, 1.12, 1.08, 1.02, 0.78],
  growth: 0.55,
  push: { every: 97, days: 6, factor: 1.8 },
};

const EVENTS: Properties = {
  text: ['channel', 'campaign', 'device', ...SUBSCRIPTION_TEXTS, 'feature'],
  number: ['value', 'mrr', 'trial_day'],
};
const PEOPLE: Properties = {
  text: [
    'name',
    'email',
    'region',
    'team_size',
    'first_channel',
    'first_campaign',
    'consent',
    'plan',
    'billing',
  ],
  number: [],
  date: ['first_seen'],
};

/** Days, rhythm and columns of the subscription world. */
export const TRIAL_SHAPE = { days: 540, rhythm: RHYTHM, events: EVENTS, people: PEOPLE };

const CHANNELS = ['Organic search', 'Paid search', 'Social', 'Referral', 'Direct', 'Launch site'] as const;
const INTENT: Readonly<Record<string, number>> = {
  'Organic search': 1,
  'Paid search': 0.94,
  Social: 0.7,
  Referral: 1.4,
  Direct: 1.12,
  'Launch site': 1.2,
};
const CAMPAIGNS: Readonly<Record<string, readonly string[]>> = {
  'Paid search': ['Planner terms', 'Alternatives'],
  Social: ['Team stories', 'Templates'],
  'Launch site': ['Launch List', 'Maker Week'],
};
const REGIONS = ['Nordics', 'West', 'South', 'East', 'Overseas'] as const;
const TEAMS = ['1', '2–5', '6–20', '21+'] as const;
const FEATURES = ['Board', 'Calendar', 'Report', 'Automation', 'Comments'] as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TRIAL_DAYS = 14;

/** Returns the teller of one visitor, the faults planted in the world, and the account of what its customers pay. */
export function trial(world: World): {
  tell: (index: number, quantile: number) => void;
  faults: readonly Fault[];
  revenue: () => PlantedRevenue;
} {
  const { random, hours, days, end } = world;
  const onboarding = new Fault(
    {
      id: 'mobile-onboarding',
      who: { scope: 'event', property: 'device', value: 'Mobile' },
      daysAgo: 110,
      factor: 0.5,
      from: 'Sign-up',
      to: step('Activated'),
      window: 14,
      question: funnel(STEPS, { window: WINDOW, breakdown: by('event', 'device'), trend: 'week' }),
    },
    days,
    end,
  );
  const secondWeek = {
    ...step('Session'),
    where: { kind: 'is', property: { scope: 'event', name: 'trial_day' }, op: 'between', value: [8, 14] },
  } as const;
  const weekTwo = new Fault(
    {
      id: 'week-two',
      who: { scope: 'person', property: 'first_campaign', value: 'Launch List' },
      daysAgo: null,
      factor: 0.36,
      from: 'Sign-up',
      to: secondWeek,
      window: TRIAL_DAYS,
      question: funnel([step('Sign-up'), secondWeek, step('Subscribed')], {
        window: WINDOW,
        breakdown: by('person', 'first_campaign'),
      }),
    },
    days,
    end,
  );
  const provider = new Fault(
    {
      id: 'card-provider',
      who: { scope: 'person', property: 'region', value: 'Overseas' },
      daysAgo: 200,
      factor: 0.72,
      from: 'Subscribed',
      to: step('Renewed'),
      window: 40,
      among: MONTHLY,
      question: funnel([step('Sign-up'), step('Subscribed'), step('Renewed')], {
        window: { n: 90, unit: 'day' },
        people: MONTHLY,
        breakdown: by('person', 'region'),
        trend: 'month',
      }),
    },
    days,
    end,
  );

  const subscriptions = new Subscriptions(world, provider, TRIAL.currency);

  function tell(index: number, quantile: number): void {
    const entry = hours.entry(quantile);
    const channel = random.pick(CHANNELS, [0.34, 0.19, 0.15, 0.1, 0.14, 0.08]);
    const campaigns = CAMPAIGNS[channel];
    const campaign = campaigns === undefined ? '' : random.pick(campaigns);
    const device = random.pick(
      ['Desktop', 'Mobile', 'Tablet'],
      [0.66 - 0.1 * quantile, 0.3 + 0.1 * quantile, 0.04],
    );
    const region = random.pick(REGIONS, [0.3, 0.27, 0.15, 0.12, 0.16]);
    const team = random.pick(TEAMS, [0.36, 0.34, 0.22, 0.08]);
    const intent =
      (INTENT[channel] ?? 1) * (1 + 0.05 * Math.sin((2 * Math.PI * days.dayOf(entry)) / 365 + 1));
    const consent = random.chance(0.38) ? 'E-mail' : random.chance(0.4) ? 'Product news' : 'None';
    let plan = '';
    let billing = '';

    world.event(entry, 'Visit', { channel, campaign, device });
    if (random.chance(0.36)) world.event(entry + world.around(90_000, 0.6), 'Pricing viewed', { device });
    let now = entry + world.around(6 * MINUTE, 0.7);
    for (let visits = 0; visits < 4 && random.chance(0.26); visits++) {
      now = hours.settle(now + Math.min(world.around(2 * DAY_MS, 0.9), 6 * DAY_MS), now + HOUR);
      world.event(now, 'Visit', { channel: 'Direct', device });
      now += world.around(4 * MINUTE, 0.6);
    }
    if (random.chance(Math.min(0.6, 0.17 * intent * (device === 'Mobile' ? 0.85 : 1.05)))) signUp(now);
    const name = personName(random);
    world.person(`U${String(200_001 + index)}`, {
      name: name.full,
      email: `${name.slug}${String(index + 1)}@${random.pick(['team.example', 'work.example', 'desk.example'])}`,
      region,
      team_size: team,
      first_channel: channel,
      first_campaign: campaign,
      consent,
      plan,
      billing,
      first_seen: days.floating(days.dayOf(entry)),
    });

    function signUp(at: number): void {
      world.event(at, 'Sign-up', { channel, campaign, device });
      const activates = random.chance(
        onboarding.trial(at, device === 'Mobile', device === 'Mobile' ? 0.58 : 0.63),
      );
      if (activates) {
        const done = random.chance(0.7)
          ? at + world.around(25 * MINUTE, 0.8)
          : at + Math.min(world.around(2 * DAY_MS, 0.7), 9 * DAY_MS);
        world.event(done, 'Project created', { device });
        world.event(done + world.around(7 * MINUTE, 0.5), 'Activated', { device });
        if (team !== '1' && random.chance(0.55))
          world.event(done + world.around(50 * MINUTE, 0.8), 'Teammate invited', { device });
      } else if (random.chance(0.3)) world.event(at + 8 * MINUTE, 'Onboarding skipped', { device });
      const stays = random.chance(weekTwo.trial(at, campaign === 'Launch List', activates ? 0.78 : 0.22));
      sessions(at, 1, 7, activates ? 3 : 0.8);
      if (stays) sessions(at, 8, 13, activates ? 3 : 1, 1);
      if (consent === 'E-mail' && random.chance(0.45))
        world.event(hours.settle(at + 3 * DAY_MS, at), 'E-mail opened', { campaign: 'Onboarding tips' });
      if (random.chance(0.11))
        world.event(hours.settle(at + world.around(4 * DAY_MS, 0.6), at), 'Support ticket', { device });
      const ended = at + TRIAL_DAYS * DAY_MS;
      world.event(ended, 'Trial ended', {});
      const converts = activates && stays ? 0.44 : activates ? 0.16 : stays ? 0.1 : 0.02;
      if (random.chance(Math.min(0.9, converts * (team === '1' ? 0.86 : 1.1)))) {
        const wait = random.chance(0.62)
          ? world.around(10 * HOUR, 1)
          : Math.min(world.around(5 * DAY_MS, 0.7), 24 * DAY_MS);
        subscribe(ended + Math.min(wait, 24 * DAY_MS));
      }
    }

    /** Sessions on the days `from` to `to` of the trial: about `mean` of them, at least `least`. */
    function sessions(start: number, from: number, to: number, mean: number, least = 0): void {
      const count = Math.max(least, Math.min(2 * (to - from), Math.round(world.around(mean, 0.5) - 0.3)));
      for (let i = 0; i < count; i++) {
        const offset = (from - 1 + random.next() * (to - from + 0.9)) * DAY_MS;
        const time = start + Math.max(HOUR, offset);
        world.event(time, 'Session', {
          device,
          feature: random.pick(FEATURES, [5, 3, 1.2, 1, 2]),
          trial_day: Math.floor((time - start) / DAY_MS) + 1,
        });
      }
    }

    function subscribe(at: number): void {
      ({ plan, billing } = subscriptions.tell({ team, region, device }, at));
    }
  }

  return { tell, faults: [onboarding, weekTwo, provider], revenue: () => subscriptions.truth() };
}
