import { DAY_MS } from '../base/calendar.ts';
import { everything, type Filter } from '../questions/filter.ts';
import { defaultRevenue } from '../questions/revenue-form.ts';
import { RevenueLedger } from './revenue-ledger.ts';
import type { Fault } from './truth.ts';
import type { PlantedRevenue } from './types.ts';
import type { Cells, World } from './world.ts';

/** Columns that tell of subscriptions. `mrr` is what is paid per month, however it is billed; `value` what is charged. */
export const SUBSCRIPTION_TEXTS = ['plan', 'billing', 'currency', 'reason'] as const;

const PLANS = ['Solo', 'Team', 'Business'] as const;
type Plan = (typeof PLANS)[number];
const PRICE: Readonly<Record<Plan, number>> = { Solo: 9, Team: 39, Business: 129 };
/** The plan Team costs more, from so many days before the end on, whenever it is charged by the month. */
const RISE = { plan: 'Team', daysAgo: 130, by: 6, anger: 90 } as const;
const FEATURES = ['Board', 'Calendar', 'Report', 'Automation', 'Comments'] as const;
const MONTH = 30 * DAY_MS;
const YEAR = 365 * DAY_MS;
const HOUR = DAY_MS / 24;
/** How long before leaving of their own accord customers come less and less. */
const FADING = 60 * DAY_MS;

/** Which people are billed by the month. */
export const MONTHLY: Filter = {
  kind: 'is',
  property: { scope: 'person', name: 'billing' },
  op: 'equals',
  value: 'Monthly',
};

/** What the tale needs to know of a customer. */
export interface Customer {
  readonly team: string;
  readonly region: string;
  readonly device: string;
}

/** What is known of a customer in the end. */
export interface Contract {
  readonly plan: string;
  readonly billing: string;
}

/** When and how a customer left. */
interface Leaving {
  readonly at: number;
  /** Of their own accord: they came less and less before. */
  readonly chosen: boolean;
}

/** Tells what becomes of customers, from the first payment on, and keeps the account of what they pay. */
export class Subscriptions {
  private readonly world: World;
  private readonly provider: Fault;
  private readonly currency: string;
  private readonly ledger: RevenueLedger;
  private readonly rise: number;

  /** `provider`: the fault that first renewals meet. */
  constructor(world: World, provider: Fault, currency: string) {
    this.world = world;
    this.provider = provider;
    this.currency = currency;
    this.ledger = new RevenueLedger(world.days, world.end);
    this.rise = world.days.midnight(Math.max(1, world.days.count - 1 - RISE.daysAgo));
  }

  /** Tells the customer who subscribes at `at` to the end of the data. */
  tell(customer: Customer, at: number): Contract {
    const { random } = this.world;
    let plan: Plan = customer.team === '1' ? 'Solo' : customer.team === '21+' ? 'Business' : 'Team';
    const yearly = random.chance(0.23);
    let start = at;
    for (let stay = 0; stay < 4; stay++) {
      const name = stay === 0 ? 'Subscribed' : 'Resubscribed';
      this.charge(start, name, plan, yearly);
      const told = yearly
        ? this.years(start, plan)
        : this.months(start, plan, stay === 0, customer.region === 'Overseas');
      plan = told.plan;
      this.use(customer, start, told.leaving);
      if (told.leaving === null || !random.chance(told.leaving.chosen ? 0.16 : 0.3)) break;
      start = told.leaving.at + 20 * DAY_MS + Math.min(this.world.around(40 * DAY_MS, 0.7), YEAR);
      if (start >= this.world.end) break;
      if (plan !== 'Solo' && random.chance(0.3)) plan = stepFrom(plan, -1);
    }
    this.ledger.close();
    return { plan, billing: yearly ? 'Yearly' : 'Monthly' };
  }

  /** Returns the account, once everyone was told. */
  truth(): PlantedRevenue {
    const pays = {
      events: ['Subscribed', 'Renewed', 'Plan changed', 'Resubscribed'],
      where: everything,
    };
    return this.ledger.truth({
      ...defaultRevenue(pays, 'mrr', { events: ['Cancelled'], where: everything }),
      currency: 'currency',
    });
  }

  private cells(at: number, plan: Plan, yearly: boolean): Cells {
    const monthly = PRICE[plan] + (plan === RISE.plan && at >= this.rise && !yearly ? RISE.by : 0);
    return {
      plan,
      billing: yearly ? 'Yearly' : 'Monthly',
      value: yearly ? monthly * 10 : monthly,
      mrr: yearly ? (monthly * 10) / 12 : monthly,
      currency: this.currency,
    };
  }

  private charge(at: number, event: string, plan: Plan, yearly: boolean): void {
    const cells = this.cells(at, plan, yearly);
    this.world.event(at, event, cells);
    this.ledger.pays(at, Number(cells['mrr']));
  }

  private cancel(at: number, plan: Plan, yearly: boolean, reason: string): void {
    const { plan: named, billing } = this.cells(at, plan, yearly);
    this.world.event(at, 'Cancelled', { plan: named ?? '', billing: billing ?? '', reason });
    this.ledger.pays(at, 0);
  }

  /** Year by year: at most one, as the world is that long. */
  private years(from: number, plan: Plan): { plan: Plan; leaving: Leaving | null } {
    const { random, end } = this.world;
    let current = plan;
    if (plan !== 'Business' && random.chance(0.12)) {
      current = stepFrom(plan, 1);
      this.charge(from + (40 + 240 * random.next()) * DAY_MS, 'Plan changed', current, true);
    }
    if (random.chance(0.8)) {
      if (from + YEAR <= end) this.charge(from + YEAR, 'Renewed', current, true);
      return { plan: current, leaving: null };
    }
    const at = from + 340 * DAY_MS;
    this.cancel(at, current, true, 'Budget');
    return { plan: current, leaving: { at, chosen: true } };
  }

  /** Month by month: the card is charged, or the customer is gone. */
  private months(
    from: number,
    plan: Plan,
    first: boolean,
    overseas: boolean,
  ): { plan: Plan; leaving: Leaving | null } {
    const { random, end } = this.world;
    const { provider } = this;
    let current = plan;
    let start = from;
    for (let month = 0; start < end; month++) {
      const angry = current === RISE.plan && start >= this.rise && start < this.rise + RISE.anger * DAY_MS;
      const p = (0.9 + 0.012 * Math.min(5, month)) * (angry ? 0.93 : 1);
      const declined = provider.acts(start, overseas);
      const renews = random.chance(
        first && month === 0 ? provider.trial(start, overseas, p) : declined ? p * 0.9 : p,
      );
      const due = start + MONTH;
      if (!renews) {
        if (random.chance(declined ? 0.8 : 0.25)) return { plan: current, leaving: this.fail(due, current) };
        // Later than a charge that was late.
        const at = start + (4 + random.next() * 25) * DAY_MS;
        const weights = angry ? [2, 8, 1, 1] : [4, 2, 2, 2];
        const reason = random.pick(['Not used', 'Price', 'Moved on', 'Missing feature'], weights);
        this.cancel(at, current, false, reason);
        return { plan: current, leaving: { at, chosen: true } };
      }
      const turn = random.next();
      const next =
        turn < 0.024 ? stepFrom(current, 1) : turn < (angry ? 0.06 : 0.036) ? stepFrom(current, -1) : current;
      if (next !== current) {
        current = next;
        this.charge(due - 2 * HOUR, 'Plan changed', current, false);
      }
      const late = random.chance(0.03);
      if (late) this.decline(due, current);
      this.charge(due + (late ? 3 * DAY_MS : 0), 'Renewed', current, false);
      start = due;
    }
    return { plan: current, leaving: null };
  }

  private decline(at: number, plan: Plan): void {
    const { plan: named, billing, value, currency } = this.cells(at, plan, false);
    this.world.event(at, 'Payment failed', {
      plan: named ?? '',
      billing: billing ?? '',
      value: value ?? '',
      currency: currency ?? '',
      reason: 'Card declined',
    });
  }

  /** The card is declined twice, and the subscription ends. */
  private fail(due: number, plan: Plan): Leaving {
    this.decline(due, plan);
    this.decline(due + 3 * DAY_MS, plan);
    const at = due + 7 * DAY_MS;
    this.cancel(at, plan, false, 'Payment');
    return { at, chosen: false };
  }

  /** A customer's sessions: about weekly, and thinning out before they leave of their own accord. */
  private use({ device }: Customer, from: number, leaving: Leaving | null): void {
    const { world } = this;
    const { hours, random, end } = world;
    const to = leaving?.at ?? Infinity;
    const gap = (time: number): number => {
      const left = leaving?.chosen === true ? to - time : Infinity;
      return world.around(8 * DAY_MS, 0.7) * (left < FADING ? 1 + 4 * (1 - left / FADING) : 1);
    };
    for (let time = from + world.around(3 * DAY_MS, 0.6); time < Math.min(to, end); time += gap(time)) {
      world.event(hours.settle(time, from), 'Session', {
        device,
        feature: random.pick(FEATURES, [5, 3, 2, 2, 2]),
      });
      if (random.chance(0.03)) world.event(time + HOUR, 'Support ticket', { device });
    }
  }
}

/** The plan one above or below; the same where there is none. */
function stepFrom(plan: Plan, by: 1 | -1): Plan {
  return PLANS[PLANS.indexOf(plan) + by] ?? plan;
}
