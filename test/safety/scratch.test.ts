// scratch
import { openStage, type Stage } from '../support/stage';
test('timing', async () => {
  const t0 = Date.now();
  const stage: Stage = await openStage({ sandbox: { customers: 20, orders: 20, products: 10 } });
  console.log('open', Date.now() - t0);
  for (let i = 0; i < 3; i++) {
    const t = Date.now();
    const h = await stage.start({});
    await h.result();
    console.log('sync', Date.now() - t);
    const seen: string[] = [];
    for (const id of [h.workflowId, 'bulk/abc123']) {
      const hist = await stage.client.workflow.getHandle(id).fetchHistory();
      const start = Number(hist.events![0]!.eventTime!.seconds) * 1000 + Number(hist.events![0]!.eventTime!.nanos) / 1e6;
      const names = new Map<string, string>();
      for (const e of hist.events!) {
        const at = Number(e.eventTime!.seconds) * 1000 + Number(e.eventTime!.nanos) / 1e6 - start;
        if (e.activityTaskScheduledEventAttributes) names.set(String(e.eventId), e.activityTaskScheduledEventAttributes.activityType!.name!);
        const s = e.activityTaskCompletedEventAttributes?.scheduledEventId ?? e.activityTaskStartedEventAttributes?.scheduledEventId;
        seen.push(`${at.toFixed(0)} ${String(e.eventType)} ${s ? names.get(String(s)) : (e.activityTaskScheduledEventAttributes?.activityType?.name ?? '')}`);
      }
    }
    if (i === 2) console.log(seen.join('\n'));
  }
  await stage.close();
});
