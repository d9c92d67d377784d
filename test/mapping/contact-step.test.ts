// How a customer reaches Brevo: every rule by an example.
import {
  contactStep,
  type ContactQuestion,
  type KnownContact,
} from '../../src/mapping/contact-step';

function aContact(given: Partial<KnownContact> = {}): KnownContact {
  return { contactId: 1, foreignExt: false, blocklisted: false, ...given };
}

const phone = '+14155552671';
const own = aContact({ extCustomerId: 7 });
const stranger = aContact({ contactId: 2 });
const foreign = aContact({ contactId: 2, foreignExt: true });
const lower = aContact({ contactId: 2, extCustomerId: 3 });
const higher = aContact({ contactId: 2, extCustomerId: 9 });

interface Given extends Partial<Omit<ContactQuestion, 'mapped'>> {
  readonly phone?: string;
  readonly absent?: readonly string[];
}

function step({ phone: number, absent = [], ...given }: Given) {
  return contactStep({
    mapped: { absent, ...(number === undefined ? {} : { phone: number }) },
    customerId: 7,
    fingerprintEqual: false,
    phoneTakenByOther: false,
    onCleared: 'clear',
    ...given,
  });
}

const gap = { absent: ['COMPANY', 'SMS'] };

const cases: readonly (readonly [string, Given, object])[] = [
  ['a newcomer without a phone is imported', {}, { kind: 'import', withExt: true }],
  ['a newcomer with a phone is created alone', { phone }, { kind: 'create' }],
  [
    'a newcomer whose phone is somebody else’s is imported without it',
    { phone, phoneTakenByOther: true },
    { kind: 'import', withExt: true },
  ],
  [
    'a contact known by e-mail alone is linked by an import',
    { byEmail: stranger, ...gap },
    { kind: 'import', withExt: true },
  ],
  [
    'a contact known by e-mail alone is linked by one call when there is a phone, and never emptied',
    { byEmail: stranger, phone, ...gap },
    { kind: 'update', key: 'email', linkExt: true, clear: [] },
  ],
  [
    'a contact that already looks right is still linked',
    { byEmail: stranger, fingerprintEqual: true },
    { kind: 'import', withExt: true },
  ],
  [
    'a contact of another system keeps its external id',
    { byEmail: foreign, ...gap },
    { kind: 'import', withExt: false },
  ],
  [
    'a contact of another system gets the phone by one call and is never emptied',
    { byEmail: foreign, phone, ...gap },
    { kind: 'update', key: 'email', linkExt: false, clear: [] },
  ],
  [
    'a contact of another system that looks right is left alone',
    { byEmail: foreign, fingerprintEqual: true },
    { kind: 'unchanged' },
  ],
  [
    'a customer who shares the e-mail of a lower id is a twin',
    { byEmail: lower, ownerSeen: true },
    { kind: 'twin', ownerCustomerId: 3 },
  ],
  [
    'whether the lower id still exists is asked first',
    { byEmail: lower },
    { kind: 'ask owner', ownerCustomerId: 3 },
  ],
  [
    'a twin takes over when the lower id is gone',
    { byEmail: lower, ownerSeen: false, ...gap },
    { kind: 'update', key: 'contact', linkExt: true, clear: [] },
  ],
  [
    'the lower id takes a contact over from a higher one',
    { byEmail: higher, phone },
    { kind: 'update', key: 'contact', linkExt: true, clear: [] },
  ],
  [
    'a customer whose contact is as it should be costs nothing',
    { byEmail: own, byExt: own, fingerprintEqual: true, phone, ...gap },
    { kind: 'unchanged' },
  ],
  [
    'a change without gaps is imported',
    { byEmail: own, byExt: own },
    { kind: 'import', withExt: true },
  ],
  [
    'a change with a phone goes by one call',
    { byEmail: own, byExt: own, phone },
    { kind: 'update', key: 'ext', linkExt: false, clear: [] },
  ],
  [
    'what the shop has emptied is emptied in Brevo',
    { byEmail: own, byExt: own, ...gap },
    { kind: 'update', key: 'ext', linkExt: false, clear: ['COMPANY', 'SMS'] },
  ],
  [
    'nothing is emptied when the merchant keeps old values',
    { byEmail: own, byExt: own, onCleared: 'keep', ...gap },
    { kind: 'import', withExt: true },
  ],
  [
    'a customer known by id alone has a new e-mail',
    { byExt: own },
    { kind: 'move', keepBlocklisted: false },
  ],
  [
    'a blocklisted customer who moves stays blocklisted',
    { byExt: { ...own, blocklisted: true } },
    { kind: 'move', keepBlocklisted: true },
  ],
  [
    'a new e-mail that belongs to another contact is refused',
    { byExt: own, byEmail: stranger },
    { kind: 'reject', reason: 'e-mail taken' },
  ],
  [
    'a new e-mail that belongs to another system’s contact is refused',
    { byExt: own, byEmail: foreign },
    { kind: 'reject', reason: 'e-mail taken' },
  ],
  [
    'a new e-mail that belongs to a higher id is refused',
    { byExt: own, byEmail: higher },
    { kind: 'reject', reason: 'e-mail taken' },
  ],
  [
    'a new e-mail that belongs to a lower id makes a twin',
    { byExt: own, byEmail: lower, ownerSeen: true },
    { kind: 'twin', ownerCustomerId: 3 },
  ],
  [
    'a new e-mail that belongs to a lower id who is gone is refused',
    { byExt: own, byEmail: lower, ownerSeen: false },
    { kind: 'reject', reason: 'e-mail taken' },
  ],
];

test.each(cases)('%s', (_rule, given, deed) => {
  expect(step(given)).toEqual(deed);
});
