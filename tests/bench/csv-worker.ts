import { makeCsv, makeEvents } from './data.ts';

self.addEventListener('message', ({ data: rows }: MessageEvent<number>) => {
  self.postMessage({ report: makeCsv(makeEvents(rows)) });
});
