import { openPage, type Answers } from '../page.ts';
import { answer, dossier, people, question } from './fake.ts';

/** Opens the time page over the hand-made answers; `answers` stand before them. */
export const open = (answers: Answers = {}, query: Record<string, string> = {}) =>
  openPage({
    path: '/w/:workspace/time',
    answers: {
      propose: () => question,
      ask: () => answer,
      'people.page': () => people,
      'person.dossier': () => dossier,
      ...answers,
    },
    query,
  });
