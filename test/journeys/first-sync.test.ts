// The main job on a small shop, once and again.
import { differences } from '../support/oracle';
import { openStage, type Stage } from '../support/stage';

describe('a shop that is synced for the first time', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => {
    await stage.close();
  });

  test('arrives whole, and a second sync over the unchanged shop writes nothing to Brevo', async () => {
    const first = await stage.sync();
    const writes = stage.sandbox.brevo.writes().length;
    expect(differences(stage.sandbox)).toEqual([]);

    const second = await stage.sync();

    expect(first.phases.map(({ state }) => state)).not.toContain('waiting');
    expect(stage.sandbox.brevo.writes()).toHaveLength(writes);
    expect(second.summary).toContain('0 of 30 products written');
    expect(differences(stage.sandbox)).toEqual([]);
  });
});
