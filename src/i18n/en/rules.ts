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
  'rules.R1.title': 'Start',
  'rules.R1.text':
    'A person’s first event in all the data that matches, whatever the dates; a start outside the dates puts nobody into a cohort. Or every start: then the first in each period. People who had a return before their start are counted apart, and the period in which the data begin is marked.',
  'rules.R2.title': 'Return',
  'rules.R2.text':
    'In the period: enough return events in it. In it or later: in any later one of the data too; whoever started later had less time for that, so cohorts are not followed equally long, and a comparison of different dates is not judged. In it or earlier: period 0 included. Without a gap: in every period from the first after the start. Enough is the number the question asks for, within one period.',
  'rules.R3.title': 'Period 0',
  'rules.R3.text':
    'Counts returns after the start; where the data know only dates, on a later day. The size of a cohort stands apart.',
  'rules.R4.title': 'Means',
  'rules.R4.text':
    'Over complete cells only: pooled, all who returned of all who started, or the simple mean of the cohorts’ rates. Further right fewer cohorts are complete, so each column is of other people: where they are less than half of all, a mean is marked.',
  'rules.R5.title': 'Complete',
  'rules.R5.text':
    'A cell is complete when its period is over for everybody in the cohort. Cohorts that are no periods count in each column only those for whom it is over.',
  'rules.R6.title': 'Periods',
  'rules.R6.text':
    'By the calendar, period n is the nth after the one of the start. Rolling, it is the nth stretch of that length from each person’s own start.',
  'rules.R7.title': 'Cohorts',
  'rules.R7.text':
    'Periods of the start, values of a property, or what people did in their first days; whose first days are not over stand apart. Or segments of people: a person stands in every one that holds for them today, and sizes and means count them in each.',
  'rules.R8.title': 'Split',
  'rules.R8.text':
    'By the value at the start or the person’s value of today, whatever the return carries. Groups add up to the whole.',
  'rules.R9.title': 'Value',
  'rules.R9.text':
    'Sums a number property over the return events in a period, whatever the rule and the minimum; in period 0 with the start event and what happened at the same moment, or on its day where only that is known.',
  'rules.L1.title': 'States',
  'rules.L1.text':
    'New: active here, and never before in all the data. Returning: active here and in the period before. Resurrected: active here, not in the period before, but earlier. Dormant: active in the period before, not here; once per silence. Active is new + returning + resurrected, and active minus active before is new + resurrected − dormant, always. The quick ratio is (new + resurrected) ÷ dormant: above 1 more come than fall silent.',
  'rules.L2.title': 'Dates and periods',
  'rules.L2.text':
    'Periods that hold one of the dates are shown, whole; earlier events still tell who is new. Periods that the data do not reach the end of are marked and stand in no headline. The period in which the data begin is marked too: its new may be old.',
  'rules.L3.title': 'Split',
  'rules.L3.text':
    'By the person’s value of today, or the value of their first event that counts in all the data: everyone stays in one group for good. Groups add up to the whole.',
  'rules.K1.title': 'Stickiness',
  'rules.K1.text':
    'In how many days of a week, say, somebody is active: exactly so many, or at least so many, of those active in any. The mean over the number of days is the same as the mean of those active on each day over those active in the week. A week that lies in two months is cut and counts in both.',
  'rules.K2.title': 'Active',
  'rules.K2.text':
    'A day counts when its events are at least, exactly or at most so many as the question asks; a day without events never does.',
  'rules.F14.title': 'What a leak costs',
  'rules.F14.text':
    'A step leaks those who stopped at it for good. They are multiplied by the share converted among those who got to the next step, and by the mean value of a conversion: what they would have brought had they gone on like the others. Take it as an upper bound: those who stop are seldom like those who go on.',
  'rules.X1.title': 'Rates and their doubt',
  'rules.X1.text':
    'Every rate comes with the number it is a share of and a 95% Wilson interval. With few people the interval is wide, and the app does not conclude from it. What is 100% by definition, such as the first step of a funnel, has none.',
  'rules.X2.title': 'Many tests at once',
  'rules.X2.text':
    'Of twenty differences that are all chance, one looks like more at 5%. So the shares in the table of one comparison are tested together: of those called more than chance, at most 5% are expected to be chance (Benjamini–Hochberg).',
  'rules.T1.title': 'Days, weeks, months',
  'rules.T1.text':
    'Periods are those of the calendar in the workspace’s time zone, right across the change of the clocks.',

  'rules.V1.title': 'Velocity',
  'rules.V1.text':
    'Money a day: leads open at the end of the dates × win rate of those closed in them × mean value of their wins that have one ÷ mean days from opening to their wins. A lead that is closed again after it was reopened counts for each closing. Some products count leads opened in the dates, or take medians; their figures differ.',
  'rules.V2.title': 'What changed it',
  'rules.V2.text':
    'Changing the four factors one after the other gives parts that depend on the order. Each part shown is the mean over all orders (the Shapley value), so the parts add up to the change exactly.',
  'rules.V3.title': 'Velocity over time',
  'rules.V3.text':
    'A month by itself says little of a pipeline whose wins take longer than a month: by chance only quick ones may fall into it, and its velocity soars. So each point is over as many periods up to its end as three of four wins take, rounded up. Points whose periods begin sooner after the data than that are hollow: longer cycles can’t be in them yet. Most products draw each month by itself, from the first one on.',
  'rules.M4.title': 'What is paid',
  'rules.M4.text':
    'An event with an amount says what a person pays from then on, written per month. It holds until the next such event, an end, or an amount of 0. An end of which only the date is known comes after the instants of its day. Events with a negative amount or none change nothing and are counted in the notes.',
  'rules.M5.title': 'What moves it',
  'rules.M5.text':
    'What each person pays is compared at the two ends of a period. New: never paid before. Reactivated: paid before, but not at the start. Expansion and contraction: pays more or less than at the start. Churned: paid at the start and nothing at the end. End = start + new + reactivated + expansion − contraction − churned, always; what begins and ends inside a period is in none. MRR is what is paid per month, ARPA the MRR per customer. Gross churn is (contraction + churned) ÷ start, net churn (contraction + churned − expansion) ÷ start, net revenue retention 1 − net churn; customer churn is the churned of the customers at the start. The quick ratio is (new + reactivated + expansion) ÷ (contraction + churned). Some products count every event of a period; their figures differ.',
  'rules.M6.title': 'Payments that stop',
  'rules.M6.text':
    'Where the data are payments, a subscription that is not charged again within the time given ends when that time is over, not at the last payment.',
  'rules.M1.title': 'Currencies',
  'rules.M1.text':
    'Amounts of different currencies are never added. Name the property with the currency, and each is shown by itself.',

  'rules.W1.title': 'Stages',
  'rules.W1.text':
    'An event enters its stage, of several the latest; a repeated one changes nothing. Of one instant, stages come in the pipeline’s order and outcomes last; where only the date is known, that holds against the whole day. An outcome before the first entry belongs to nothing, and whoever has only such is not counted.',
  'rules.W2.title': 'Moves',
  'rules.W2.text':
    'Every change of place is a move of one kind: to the next stage, beyond it (skipped), back, to won, to lost, or out of won or lost into a stage again (reopened).',
  'rules.W3.title': 'Cycle',
  'rules.W3.text':
    'From the first entry to the outcome in which the lead stands; who was reopened is open. In the curve open leads are followed up to the data’s end and then no further (censored), and lost ones stay at risk, since they can no longer win. Where the data know only dates, times are whole days.',
  'rules.W4.title': 'Time in a stage',
  'rules.W4.text':
    'Every stay by itself, so who came back has two. Percentiles are exact and of stays that are over; the median beside them also takes those still there, as far as the data go.',
  'rules.W5.title': 'Usual and overdue',
  'rules.W5.text':
    'Usual is a percentile of the stays of leads that stand at won. An open lead that has been in its stage for longer is overdue; without won leads nothing is.',
  'rules.W6.title': 'Hand-over',
  'rules.W6.text':
    'From a lead’s first entry of one stage to its next entry of the other. Open leads without it still wait (censored); closed ones without it stay at risk.',
  'rules.W7.title': 'Without a date',
  'rules.W7.text':
    'Who has come further by an event without a date than by any with one stands where that event says, without a date: counted and listed there, and in no time, move, age or rate, nor in velocity. Dates of entry leave out who never entered at a known time. An outcome with a date is never overruled by one without. Other events without a date change nothing. Many products drop such leads without a word.',
  'rules.S1.title': 'Gone',
  'rules.S1.text':
    'Who is gone is said by a rule: an event, such as cancelled or lost; a silence longer than a limit; or a property of a file with one row per customer. A proposed limit is a percentile of the gaps between a person’s active days, and is printed with their number. What a pipeline calls lost is not proposed, since a lead that was lost was no customer yet. A stay begins with the first start; of one instant, or one day where only the date is known, a person begins before going.',
  'rules.S2.title': 'When somebody went',
  'rules.S2.text':
    'By silence, at the last sign of life plus the limit (where only its date is known, when the whole last day of the limit is over): when it could be known, and at the first such silence, come back or not.',
  'rules.S3.title': 'Still there',
  'rules.S3.text':
    'Whoever has not had the event when the data end is right-censored: counted as without it for exactly as long as was watched, and no longer.',
  'rules.S4.title': 'Curves',
  'rules.S4.text':
    'Kaplan–Meier with log-log Greenwood intervals; an event precedes a censoring of the same time. The median is the first time at which the curve has reached one half, and “not reached” where it never has; its interval lies where those of the curve pass one half. Where the curve is 0 an interval isn’t defined, so none is shown. A mean stay is the area under the curve, as far as anybody was watched; means of groups, and that of everyone beside them, all go as far as every group was watched. Groups are compared by the log-rank test.',
  'rules.S5.title': 'Coming back',
  'rules.S5.text':
    'After having gone by an event, the next start begins a new stay; after a silence, any sign of life does. Periods count all stays, so that at the end is at the start + began + came back − gone; the churn rate is over those there at the start. By silence nobody can be gone before the limit has passed since the very first day: a period over by then is marked and has no rate. Curves show a person’s first stay.',
  'rules.S6.title': 'At risk now',
  'rules.S6.text':
    'Who is still there and has been silent for more days than the percentile of their own gaps between active days, given enough of them. The share is of those whose gaps suffice. Where an event says who has gone and nearly all of those are at risk, the events may not show who is there, and the page says so.',
} as const satisfies Area<'rules'>;
