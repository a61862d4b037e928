import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UpdateVote } from '../../../src/app/update-vote.ts';

const PATIENCE = 60;

describe('the vote on an update', () => {
  let channels: BroadcastChannel[];
  let name: string;

  beforeEach(() => {
    channels = [];
    name = `vote-${crypto.randomUUID()}`;
  });
  afterEach(() => channels.forEach((channel) => channel.close()));

  /** A tab that gives the reason, or has none. */
  function tab(reason: string | null): UpdateVote {
    const channel = new BroadcastChannel(name);
    channels.push(channel);
    return new UpdateVote(channel, () => reason, PATIENCE);
  }

  test('passes when this is the only tab', async () => {
    expect(await tab(null).ask()).toBeNull();
  });

  test('passes when no tab objects', async () => {
    const asking = tab(null);
    tab(null);
    tab(null);
    expect(await asking.ask()).toBeNull();
  });

  test('fails with the reason of the tab that objects', async () => {
    const asking = tab(null);
    tab(null);
    tab('An import is running');
    expect(await asking.ask()).toBe('An import is running');
  });

  test("fails with this tab's own reason", async () => {
    expect(await tab('A form has changes').ask()).toBe('A form has changes');
  });

  test('can be asked again after an objection is gone', async () => {
    let reason: string | null = 'An import is running';
    const asking = tab(null);
    const other = new BroadcastChannel(name);
    channels.push(other);
    new UpdateVote(other, () => reason, PATIENCE);
    expect(await asking.ask()).toBe('An import is running');
    reason = null;
    expect(await asking.ask()).toBeNull();
  });
});
