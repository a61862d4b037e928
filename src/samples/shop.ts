import { DAY_MS } from '../base/calendar.ts';
import { personName } from './names.ts';
import type { Rhythm } from './rhythm.ts';
import { by, Fault, funnel, step } from './truth.ts';
import type { SampleInfo } from './types.ts';
import type { Cells, Properties, World } from './world.ts';

const STEPS = ['Visit', 'Product view', 'Add to cart', 'Checkout', 'Purchase'].map((event) => step(event));

/** The online shop as it is offered. */
export const SHOP: SampleInfo = {
  kind: 'shop',
  titleKey: 'sample.shop.title',
  teaserKey: 'sample.shop.teaser',
  currency: 'EUR',
  name: 'Hilla & Havu',
  question: funnel(STEPS, { trend: 'week' }),
};

const RHYTHM: Rhythm = {
  weekdays: [1.04, 0.97, 0.95, 0.97, 0.92, 1.05, 1.25],
  hours: [9, 5, 3, 2, 2, 4, 10, 20, 30, 36, 40, 43, 46, 42, 40, 41, 44, 50, 58, 70, 82, 78, 52, 24],
  months: [0.92, 0.86, 0.92, 0.95, 0.98, 0.9, 0.84, 0.9, 1, 1.06, 1.42, 1.5],
  growth: 0.28,
  push: { every: 61, days: 5, factor: 1.6 },
};

const EVENTS: Properties = {
  text: ['channel', 'campaign', 'device', 'category', 'currency', 'reason'],
  number: ['value', 'items'],
};
const PEOPLE: Properties = {
  text: ['name', 'email', 'region', 'first_channel', 'first_campaign', 'consent'],
  number: [],
  date: ['since'],
};

/** Days, rhythm and columns of the shop's world. */
export const SHOP_SHAPE = { days: 365, rhythm: RHYTHM, events: EVENTS, people: PEOPLE };

const CHANNELS = [
  'Organic search',
  'Paid search',
  'Paid social',
  'Direct',
  'Newsletter',
  'Referral',
] as const;
/** Intent to buy by channel, against the average. */
const INTENT: Readonly<Record<string, number>> = {
  'Organic search': 1,
  'Paid search': 1.08,
  'Paid social': 0.74,
  Direct: 1.15,
  Newsletter: 1.35,
  Referral: 1.05,
};
const CAMPAIGNS: Readonly<Record<string, readonly string[]>> = {
  'Paid search': ['Brand terms', 'Home textiles', 'Gifts'],
  'Paid social': ['Bargain Week', 'Slow Living', 'Look Book'],
  Newsletter: ['Monthly letter', 'Back in stock'],
};
const REGIONS = ['North', 'South', 'East', 'West', 'Islands'] as const;
const REGION_WEIGHTS = [0.21, 0.31, 0.18, 0.24, 0.06];
const CATEGORIES = ['Bedding', 'Kitchen', 'Lighting', 'Furniture', 'Garden'] as const;
const CATEGORY_WEIGHTS = [0.3, 0.28, 0.18, 0.11, 0.13];
const BASKET: Readonly<Record<string, number>> = {
  Bedding: 74,
  Kitchen: 41,
  Lighting: 86,
  Furniture: 265,
  Garden: 52,
};
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Returns the teller of one newcomer to the shop, and the faults planted in it. */
export function shop(world: World): {
  tell: (index: number, quantile: number) => void;
  faults: readonly Fault[];
} {
  const { random, hours, days, end } = world;
  const mobile = new Fault(
    {
      id: 'mobile-checkout',
      who: { scope: 'event', property: 'device', value: 'Mobile' },
      daysAgo: 75,
      factor: 0.52,
      from: 'Checkout',
      to: step('Purchase'),
      window: 7,
      question: funnel(STEPS, { breakdown: by('event', 'device'), trend: 'week' }),
    },
    days,
    end,
  );
  const shipping = new Fault(
    {
      id: 'northern-shipping',
      who: { scope: 'person', property: 'region', value: 'North' },
      daysAgo: 140,
      factor: 0.58,
      from: 'Add to cart',
      to: step('Checkout'),
      window: 14,
      question: funnel(STEPS, { breakdown: by('person', 'region'), trend: 'month' }),
    },
    days,
    end,
  );
  const bargain = new Fault(
    {
      id: 'bargain-hunters',
      who: { scope: 'person', property: 'first_campaign', value: 'Bargain Week' },
      daysAgo: null,
      factor: 0.34,
      from: 'Visit',
      to: step('Add to cart'),
      window: 21,
      question: funnel(STEPS, { breakdown: by('person', 'first_campaign') }),
    },
    days,
    end,
  );

  function tell(index: number, quantile: number): void {
    const entry = hours.entry(quantile);
    const channel = random.pick(CHANNELS, [0.31, 0.2, 0.13 + 0.09 * quantile, 0.16, 0.1, 0.1]);
    const campaigns = CAMPAIGNS[channel];
    const campaign =
      campaigns === undefined ? '' : random.pick(campaigns, [0.42, 0.33, 0.25].slice(0, campaigns.length));
    const device = random.pick(
      ['Mobile', 'Desktop', 'Tablet'],
      [0.5 + 0.12 * quantile, 0.43 - 0.12 * quantile, 0.07],
    );
    const region = random.pick(REGIONS, REGION_WEIGHTS);
    const consent = random.chance(0.24) ? 'E-mail' : random.chance(0.3) ? 'Analytics only' : 'None';
    const season = 1 + 0.06 * Math.sin((2 * Math.PI * days.dayOf(entry)) / 365);
    const cells: Cells = { channel, campaign, device };
    const again: Cells = {
      channel: consent === 'E-mail' && random.chance(0.4) ? 'Newsletter' : 'Direct',
      device,
    };

    /** A session opens with a visit; returns its last instant. */
    const session = (time: number, from: Cells, looks: number): number => {
      world.event(time, 'Visit', from);
      let now = time;
      if (random.chance(0.24)) world.event((now += world.around(40_000, 0.6)), 'Search', { device });
      for (let i = 0; i < looks; i++) {
        now += world.around(55_000, 0.8);
        world.event(now, 'Product view', { device, category: random.pick(CATEGORIES, CATEGORY_WEIGHTS) });
      }
      return now;
    };
    /** People come back after a while before they take the next step; returns when they do, within `limit` of `time`. */
    const later = (time: number, chance: number, limit: number): number => {
      if (!random.chance(chance)) return time + world.around(3 * MINUTE, 0.7);
      const back = Math.min(time + world.around(30 * HOUR, 0.9), time + limit - 3 * DAY_MS);
      const opened = hours.settle(back, time + HOUR);
      return opened > time + limit - HOUR
        ? time + 20 * MINUTE
        : session(opened, again, 1 + random.int(2)) + MINUTE;
    };

    const interest = (INTENT[channel] ?? 1) * season;
    const cartChance = Math.min(0.9, 0.21 * interest * (device === 'Mobile' ? 0.92 : 1.1));
    const adds = random.chance(bargain.trial(entry, campaign === 'Bargain Week', cartChance));
    const looks = adds || random.chance(0.55) ? 1 + Math.floor(world.around(1.1, 0.7)) : 0;
    let now = session(entry, cells, looks);
    let orders = 0;
    if (adds) {
      now = later(now, 0.34, 18 * DAY_MS);
      const category = random.pick(CATEGORIES, CATEGORY_WEIGHTS);
      const items = 1 + Math.min(5, Math.floor(world.around(0.8, 0.8)));
      const value =
        Math.round(world.around(BASKET[category] ?? 60, 0.45) * (1 + 0.3 * (items - 1)) * 100) / 100;
      const basket: Cells = { device, category, value, items, currency: SHOP.currency };
      world.event(now, 'Add to cart', basket);
      if (random.chance(0.12)) world.event(now + 90_000, 'Coupon applied', { device });
      if (random.chance(shipping.trial(now, region === 'North', 0.63 * (0.94 + 0.06 * interest)))) {
        now = later(now, 0.22, 12 * DAY_MS);
        world.event(now, 'Checkout', basket);
        orders = pay(now, basket);
      } else if (consent === 'E-mail') {
        remind(now);
      }
    } else {
      for (let visits = 0; visits < 6 && random.chance(0.27); visits++) {
        now = session(hours.settle(now + world.around(4 * DAY_MS, 1), now + HOUR), again, random.int(3));
      }
    }
    if (consent === 'E-mail') {
      world.event(entry + 2 * MINUTE, 'Newsletter sign-up', { device });
      readLetters(entry);
    }
    const name = personName(random);
    world.person(`C${String(100_001 + index)}`, {
      name: name.full,
      email: `${name.slug}${String(index + 1)}@${random.pick(['post.example', 'mail.example', 'inbox.example'])}`,
      region,
      first_channel: channel,
      first_campaign: campaign,
      consent: orders > 0 && consent === 'None' ? 'Order only' : consent,
      since: days.floating(days.dayOf(entry)),
    });

    /** Paying works, or fails for good; returns the number of orders made. */
    function pay(at: number, basket: Cells): number {
      const onPhone = device === 'Mobile';
      const works = 0.79 * (onPhone ? 0.93 : 1.02) * (Number(basket['value']) > 250 ? 0.9 : 1);
      const broken = mobile.acts(at, onPhone);
      if (!random.chance(mobile.trial(at, onPhone, works))) {
        if (random.chance(broken ? 0.64 : 0.2)) {
          world.event(at + world.around(70_000, 0.5), 'Payment failed', {
            device,
            reason: broken ? 'Form error' : 'Card declined',
          });
        }
        if (random.chance(0.1))
          world.event(hours.settle(at + 5 * HOUR, at + HOUR), 'Support ticket', { device });
        return 0;
      }
      const retried = random.chance(broken ? 0.2 : 0.05);
      if (retried) world.event(at + 80_000, 'Payment failed', { device, reason: 'Card declined' });
      const paid = at + world.around(2.5 * MINUTE, 0.5) + (retried ? 9 * MINUTE : 0);
      world.event(paid, 'Purchase', basket);
      return 1 + afterwards(paid, basket);
    }

    /** Life after a first order: reviews, returns, and more orders; returns the number of further ones. */
    function afterwards(first: number, basket: Cells): number {
      let further = 0;
      let paid = first;
      for (;;) {
        if (random.chance(0.13))
          world.event(hours.settle(paid + 11 * DAY_MS, paid), 'Review written', { device });
        if (random.chance(0.07))
          world.event(hours.settle(paid + 8 * DAY_MS, paid), 'Return requested', {
            device,
            value: basket['value'] ?? NaN,
          });
        if (further > 8 || !random.chance(0.31 + 0.05 * further)) return further;
        const opened = hours.settle(paid + 9 * DAY_MS + world.around(38 * DAY_MS, 0.7), paid + 9 * DAY_MS);
        const seen = session(opened, again, 1 + random.int(3));
        const value = Math.round(Number(basket['value']) * Math.exp(random.normal() * 0.3) * 100) / 100;
        const next: Cells = { ...basket, value };
        world.event(seen + 2 * MINUTE, 'Add to cart', next);
        world.event(seen + 4 * MINUTE, 'Checkout', next);
        if (mobile.acts(seen, device === 'Mobile') && random.chance(0.4)) {
          world.event(seen + 5 * MINUTE, 'Payment failed', { device, reason: 'Form error' });
          return further;
        }
        paid = seen + 6 * MINUTE;
        world.event(paid, 'Purchase', next);
        further++;
      }
    }

    /** The monthly letter is opened less and less often, and brings some readers back. */
    function readLetters(since: number): void {
      let sent = since;
      for (let letters = 0; letters < 9; letters++) {
        sent += 30 * DAY_MS;
        if (sent > end || !random.chance(0.46 * 0.9 ** letters)) continue;
        const opened = hours.settle(sent, sent - DAY_MS);
        world.event(opened, 'E-mail opened', { channel: 'Newsletter', campaign: 'Monthly letter' });
        if (random.chance(0.3))
          session(opened + MINUTE, { ...again, campaign: 'Monthly letter' }, random.int(3));
      }
    }

    function remind(at: number): void {
      const sent = hours.settle(at + 26 * HOUR, at + HOUR);
      if (random.chance(0.45))
        world.event(sent, 'E-mail opened', { channel: 'Newsletter', campaign: 'Cart reminder' });
      if (random.chance(0.2)) session(sent + HOUR, again, 1);
    }
  }

  return { tell, faults: [mobile, shipping, bargain] };
}
