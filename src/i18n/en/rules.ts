import type { Area } from '../message.ts';

/** The rules by which the app counts, in the reader's words. */
export const rules = {
  'rules.title': 'How this was counted',
  'rules.text':
    'The rules that the figures on screen were counted by. Each has a number, which stands beside what it decides.',
  'rules.rule': 'Rule {rule}',
  'rules.here': 'Here: {here}',

  'rules.F1.title': 'Order of the steps',
  'rules.F1.text':
    'In order: other events may come between the steps. Strictly in order: none may. In any order: bar k counts those who did at least k of the steps. Furthest reached: a later stage counts for every earlier one. A step can also be marked as directly after the one before, or as optional.',
  'rules.F2.title': 'Time limit',
  'rules.F2.text':
    'The window runs from the attempt’s own first step and includes its last moment. A step may have a limit of its own since the step before.',
  'rules.F3.title': 'Which attempt counts',
  'rules.F3.text':
    'The deepest; among equally deep ones the one completed first. A newer first step starts the attempt anew, and the time to convert runs from that attempt’s own first step.',
  'rules.F4.title': 'Equal times',
  'rules.F4.text':
    'Events at the same moment convert, and are taken in the order of the steps. A clock error can be forgiven; by default none is.',
  'rules.F5.title': 'One event, one step',
  'rules.F5.text': 'An event fills at most one step, even when it matches several.',
  'rules.F6.title': 'Exclusions',
  'rules.F6.text':
    'What must not happen between two steps ends the attempt. A later clean attempt may still convert, unless the exclusion is set to remove the person. The excluded are a part of the bar of their own.',
  'rules.F7.title': 'Conditions and breakdowns',
  'rules.F7.text':
    'Conditions on steps apply before events are matched, conditions on people choose who is asked about, and a breakdown splits the answer afterwards. Groups by first, last or current value add up to the whole.',
  'rules.F8.title': 'What is counted',
  'rules.F8.text':
    'People, attempts, or a property held constant through all steps, such as one deal or cart.',
  'rules.F9.title': 'Open, not lost',
  'rules.F9.text':
    'Whoever still has time left when the data end is open, not dropped: entered is the sum of went on, dropped, open and excluded at every step. The headline rate is over those whose outcome is settled.',
  'rules.F10.title': 'Dates without a time',
  'rules.F10.text': 'Where the data know only the day, a window of N days includes the whole Nth day.',
  'rules.X1.title': 'Rates and their doubt',
  'rules.X1.text':
    'Every rate comes with the number it is a share of and a 95% Wilson interval. With few people the interval is wide, and the app does not conclude from it.',
  'rules.T1.title': 'Days, weeks, months',
  'rules.T1.text':
    'Periods are those of the calendar in the workspace’s time zone, right across the change of the clocks.',
} as const satisfies Area<'rules'>;
