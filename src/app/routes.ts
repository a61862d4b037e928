import type { Component } from 'svelte';
import Gauge from '@lucide/svelte/icons/gauge';
import House from '@lucide/svelte/icons/house';
import Import from '@lucide/svelte/icons/import';
import Repeat from '@lucide/svelte/icons/repeat';
import type { PlainKey } from '../i18n/i18n.svelte.ts';
import Churn from '../ui/icons/Churn.svelte';
import Cohorts from '../ui/icons/Cohorts.svelte';
import Data from '../ui/icons/Data.svelte';
import Funnel from '../ui/icons/Funnel.svelte';
import Overview from '../ui/icons/Overview.svelte';
import Time from '../ui/icons/Time.svelte';
import type { Icon } from '../ui/types.ts';

/** A screen and its address. */
export interface Screen {
  /** Named parts begin with a colon; a path with `:workspace` is a screen of the open workspace. */
  readonly path: string;
  readonly title: PlainKey;
  readonly icon: Icon;
  readonly load: () => Promise<{ readonly default: Component }>;
  /** Path of the screen it belongs to in the rail. */
  readonly within?: string;
  /** Whether the rail lists it. */
  readonly rail: boolean;
}

/** Every screen there is, in the order of the rail. The page's component gets no props: it reads `getApp()`. */
export const screens: readonly Screen[] = [
  {
    path: '/',
    title: 'shell.start',
    icon: House,
    load: () => import('../features/start/StartPage.svelte'),
    rail: true,
  },
  {
    path: '/import',
    title: 'import.title',
    icon: Import,
    load: () => import('../features/import/ImportPage.svelte'),
    rail: false,
  },
  {
    path: '/w/:workspace',
    title: 'overview.title',
    icon: Overview,
    load: () => import('../features/overview/OverviewPage.svelte'),
    rail: true,
  },
  {
    path: '/w/:workspace/funnel',
    title: 'funnel.title',
    icon: Funnel,
    load: () => import('../features/funnel/FunnelPage.svelte'),
    rail: true,
  },
  {
    path: '/w/:workspace/cohorts',
    title: 'cohorts.title',
    icon: Cohorts,
    load: () => import('../features/cohorts/CohortsPage.svelte'),
    rail: true,
  },
  {
    path: '/w/:workspace/cohorts/lifecycle',
    within: '/w/:workspace/cohorts',
    title: 'lifecycle.title',
    icon: Cohorts,
    load: () => import('../features/lifecycle/LifecyclePage.svelte'),
    rail: false,
  },
  {
    path: '/w/:workspace/cohorts/stickiness',
    within: '/w/:workspace/cohorts',
    title: 'stickiness.title',
    icon: Cohorts,
    load: () => import('../features/stickiness/StickinessPage.svelte'),
    rail: false,
  },
  {
    path: '/w/:workspace/churn',
    title: 'churn.title',
    icon: Churn,
    load: () => import('../features/churn/ChurnPage.svelte'),
    rail: true,
  },
  {
    path: '/w/:workspace/time',
    title: 'stages.title',
    icon: Time,
    load: () => import('../features/stages/StagesPage.svelte'),
    rail: true,
  },
  {
    path: '/w/:workspace/time/velocity',
    within: '/w/:workspace/time',
    title: 'velocity.title',
    icon: Gauge,
    load: () => import('../features/velocity/VelocityPage.svelte'),
    rail: false,
  },
  {
    path: '/w/:workspace/churn/revenue',
    within: '/w/:workspace/churn',
    title: 'insights.kind.revenue',
    icon: Repeat,
    load: () => import('../features/revenue/RevenuePage.svelte'),
    rail: false,
  },
  {
    path: '/w/:workspace/import',
    within: '/w/:workspace/data',
    title: 'import.title',
    icon: Import,
    load: () => import('../features/import/ImportPage.svelte'),
    rail: false,
  },
  {
    path: '/w/:workspace/data',
    title: 'data.title',
    icon: Data,
    load: () => import('../features/data/DataPage.svelte'),
    rail: true,
  },
];
