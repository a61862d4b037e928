import { createContext } from 'svelte';

/** Numbers of the rules that funnels are counted by, as far as they have words. */
export const FUNNEL_RULES = [
  'F1',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'F7',
  'F8',
  'F9',
  'F10',
  'F14',
  'X1',
  'X2',
  'T1',
] as const;
/** Those of cohorts. */
export const RETENTION_RULES = [
  'R1',
  'R2',
  'R3',
  'R4',
  'R5',
  'R6',
  'R7',
  'R8',
  'R9',
  'X1',
  'X2',
  'T1',
] as const;

/** Those of life cycles, and of stickiness. */
export const LIFECYCLE_RULES = ['L1', 'L2', 'L3', 'T1'] as const;
export const STICKINESS_RULES = ['K1', 'K2', 'L3', 'X1', 'X2', 'T1'] as const;
/** Those of sales velocity. */
export const VELOCITY_RULES = ['V1', 'V2', 'V3', 'M1', 'X1', 'T1'] as const;

/** Those of churn. */
export const CHURN_RULES = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'F10', 'X1', 'X2', 'T1'] as const;

/** Those of recurring revenue. */
export const REVENUE_RULES = ['M4', 'M5', 'M6', 'M1', 'L3', 'X1', 'X2', 'T1'] as const;
/** Those of times in a pipeline. */
export const STAGES_RULES = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'S3', 'S4', 'X1', 'X2', 'T1'] as const;

const RULES = [
  ...FUNNEL_RULES,
  ...STAGES_RULES,
  ...RETENTION_RULES,
  ...LIFECYCLE_RULES,
  ...STICKINESS_RULES,
  ...VELOCITY_RULES,
  ...REVENUE_RULES,
  ...CHURN_RULES,
];
export type Rule = (typeof RULES)[number];

/** Returns the rule of a number, null for one that has no words. */
export function ruleOf(number: string): Rule | null {
  return RULES.find((rule) => rule === number) ?? null;
}

/** Opens the rules at one of them, or at the beginning. */
export interface RuleBook {
  open(rule: Rule | null): void;
}

/** Set by the page that shows the rules. */
export const [getRuleBook, setRuleBook] = createContext<RuleBook>();
