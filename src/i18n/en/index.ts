import { analysis } from './analysis.ts';
import { charts } from './charts.ts';
import { churn } from './churn.ts';
import { cohorts } from './cohorts.ts';
import { common } from './common.ts';
import { data } from './data.ts';
import { errors } from './errors.ts';
import { funnel } from './funnel.ts';
import { grid } from './grid.ts';
import { imports } from './import.ts';
import { insights } from './insights.ts';
import { lifecycle } from './lifecycle.ts';
import { measures } from './measures.ts';
import { overview } from './overview.ts';
import { people } from './people.ts';
import { question } from './question.ts';
import { revenue } from './revenue.ts';
import { sample } from './sample.ts';
import { rules } from './rules.ts';
import { shell } from './shell.ts';
import { stickiness } from './stickiness.ts';
import { stages } from './stages.ts';
import { ui } from './ui.ts';
import { update } from './update.ts';
import { velocity } from './velocity.ts';
import { workspaces } from './workspaces.ts';

/** The English source: every message of the app. Add one in the file of its area. */
export const en = {
  ...analysis,
  ...charts,
  ...churn,
  ...cohorts,
  ...common,
  ...data,
  ...errors,
  ...funnel,
  ...grid,
  ...imports,
  ...insights,
  ...lifecycle,
  ...overview,
  ...measures,
  ...people,
  ...question,
  ...revenue,
  ...sample,
  ...rules,
  ...shell,
  ...stickiness,
  ...stages,
  ...ui,
  ...update,
  ...velocity,
  ...workspaces,
};
