// Whatever is written in whatever order, an identifier belongs to one person of the toy Brevo.
import fc from 'fast-check';
import { closeToys, openToy } from './toy-brevo';

afterEach(closeToys);

const email = fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example');
const EXT_ID = fc.constantFrom('s-1', 's-2', 's-3');
const SMS = fc.constantFrom('33600000001', '+33600000002', '0033600000003');
const row = fc.record(
  { email, attributes: fc.record({ EXT_ID, SMS }, { requiredKeys: [] }) },
  { requiredKeys: ['attributes'] },
);
const deed = fc.oneof(
  row.map((body) => ({
    method: 'POST',
    path: '/contacts',
    body: { ...body, updateEnabled: true },
  })),
  fc.record({ email, to: email }).map(({ email: from, to }) => ({
    method: 'PUT',
    path: `/contacts/${from}`,
    body: { attributes: { EMAIL: to } },
  })),
  fc.array(row, { minLength: 1, maxLength: 4 }).map((jsonBody) => ({
    method: 'POST',
    path: '/contacts/import',
    body: { jsonBody, listIds: [40] },
  })),
  email.map((who) => ({ method: 'DELETE', path: `/contacts/${who}`, body: undefined })),
);

test('no two people share an identifier, and lists hold only people who exist', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 12 }), async (deeds) => {
      const toy = await openToy({ importMs: 0 });

      const statuses: number[] = [];
      for (const { method, path, body } of deeds)
        statuses.push((await toy.ask(method, path, body)).status);

      expect(Math.max(0, ...statuses)).toBeLessThan(500);
      const people = [...toy.state.contacts.values()];
      for (const pick of ['email', 'extId', 'sms'] as const) {
        const held = people.map((person) => person[pick]).filter((value) => value !== undefined);
        expect(new Set(held).size).toBe(held.length);
      }
      for (const person of people) {
        if (person.email !== undefined) expect(toy.state.contactByEmail(person.email)).toBe(person);
        if (person.extId !== undefined) expect(toy.state.contactByExtId(person.extId)).toBe(person);
      }
      const members = [...(toy.state.lists.get(40)?.members ?? [])];
      expect(members.every((id) => toy.state.contacts.get(id)?.listIds.has(40))).toBe(true);
      expect(toy.state.deletedByMerge).toHaveLength(toy.state.merged.length);
      await closeToys();
    }),
    { numRuns: 40 },
  );
});
