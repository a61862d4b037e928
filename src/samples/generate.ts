import { uncontrolled, type Control } from '../base/control.ts';
import type { Dictionaries } from '../domain/text-index.ts';
import type { SampleKind } from '../domain/workspace.ts';
import type { Fault } from './truth.ts';
import { PIPELINE, PIPELINE_SHAPE, pipeline } from './pipeline.ts';
import { SHOP, SHOP_SHAPE, shop } from './shop.ts';
import { TRIAL, TRIAL_SHAPE, trial } from './trial.ts';
import type { PlantedRevenue, Sample, SampleInfo, SampleOptions } from './types.ts';
import { World } from './world.ts';

/** The sample worlds, in the order in which they are offered. */
export const SAMPLES: Readonly<Record<SampleKind, SampleInfo>> = {
  shop: SHOP,
  pipeline: PIPELINE,
  trial: TRIAL,
};

/** Fewest and most people a sample world can have. */
const SAMPLE_PEOPLE = { min: 1, max: 1_000_000 } as const;

/** People told between two looks at the control. */
const STRIDE = 256;

/**
 * Returns a made-up world: the same kind and options give the same bytes. Everyone has at least one event;
 * nothing happens after `options.end`. Texts are coded against, and added to, `dictionaries`.
 * Rejects with `AppFailure('cancelled')` when the control is cancelled; throws a RangeError for a number of
 * people outside `SAMPLE_PEOPLE`.
 */
export async function generateSample(
  kind: SampleKind,
  options: SampleOptions,
  dictionaries: Dictionaries,
  control: Control = uncontrolled,
): Promise<Sample> {
  const { people } = options;
  if (!Number.isInteger(people) || people < SAMPLE_PEOPLE.min || people > SAMPLE_PEOPLE.max) {
    throw new RangeError(`a sample world has 1 to 1,000,000 people, not ${people}`);
  }
  const { world, tell, faults, revenue } = open(kind, options, dictionaries);
  for (let i = 0; i < people; i++) {
    if (i % STRIDE === 0 && control.due()) await control.pause((0.95 * i) / people);
    tell(i, (i + world.random.next()) / people);
  }
  await control.pause(0.95);
  return {
    name: SAMPLES[kind].name,
    batch: world.builder.finish(),
    truth: faults.map((fault) => fault.truth()),
    revenue: revenue?.() ?? null,
  };
}

function open(
  kind: SampleKind,
  options: SampleOptions,
  dictionaries: Dictionaries,
): {
  world: World;
  tell: (index: number, quantile: number) => void;
  faults: readonly Fault[];
  revenue?: () => PlantedRevenue;
} {
  switch (kind) {
    case 'shop': {
      const world = new World(options, dictionaries, SHOP_SHAPE);
      return { world, ...shop(world) };
    }
    case 'pipeline': {
      const world = new World(options, dictionaries, PIPELINE_SHAPE);
      return { world, ...pipeline(world, options.people) };
    }
    case 'trial': {
      const world = new World(options, dictionaries, TRIAL_SHAPE);
      return { world, ...trial(world) };
    }
  }
}
