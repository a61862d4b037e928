import type { Area } from '../message.ts';

/** The sample worlds and the faults planted in them. */
export const sample = {
  'sample.shop.title': 'Online shop',
  'sample.shop.teaser':
    'A year of visits, carts and orders in a shop for the home. Something broke at the checkout.',
  'sample.pipeline.title': 'B2B pipeline',
  'sample.pipeline.teaser':
    'Two years of leads, from the first contact to a signed or lost deal. Some proposals are never answered.',
  'sample.trial.title': 'Free trial',
  'sample.trial.teaser':
    'Eighteen months of sign-ups, trials and subscriptions. Not everyone who starts comes back.',

  'sample.truth.mobile-checkout': 'Since a release, the payment form fails on phones.',
  'sample.truth.northern-shipping':
    'Since the shipping fee went up in the North, carts there are left behind.',
  'sample.truth.bargain-hunters': 'Visitors of the campaign Bargain Week look and leave.',
  'sample.truth.stale-proposals': 'For some months, proposals in the South have gone unanswered.',
  'sample.truth.webinar-quality': 'Leads from webinars seldom pass the sales team.',
  'sample.truth.slow-owner': 'One seller now calls new leads after days, not hours.',
  'sample.truth.mobile-onboarding': 'Since a new onboarding, sign-ups on phones give up before it is done.',
  'sample.truth.week-two': 'Newcomers of the campaign Launch List stay away in their second week.',
  'sample.truth.card-provider': 'Since a change of card provider, first renewals overseas fail.',
} as const satisfies Area<'sample'>;
