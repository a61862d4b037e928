import type { Area } from '../message.ts';

/** What the pages of all analyses share: what goes on, and what an answer is taken away as. */
export const analysis = {
  'analysis.export': 'Export',
  'analysis.export.table': 'Table as CSV',
  'analysis.export.svg': 'Chart as SVG',
  'analysis.export.png': 'Chart as PNG',
  'analysis.export.link': 'Copy link',
  'analysis.export.linkCopied': 'The link is copied. It holds the question, not the data.',
  'analysis.export.tableCopied': 'The table is copied.',
  'analysis.export.failed': 'The browser did not allow it.',
  'analysis.loading': 'Counting',
  'analysis.opening': 'The data are being loaded.',
  'analysis.stopped': 'Stopped. What is shown answers an earlier question.',
  'analysis.stopped.nothing': 'Stopped before there was an answer.',
  'analysis.again': 'Ask again',
  'analysis.how': 'How this was counted',
  'analysis.notes': 'Notes on this answer',
  'analysis.empty.import': 'Import a file',
  'analysis.empty.sample': 'Try sample data',
} as const satisfies Area<'analysis'>;
