// A person's turn: whose cart may begin to be written about; held by a workflow, because Temporal starts an id once.

export const MAIL_TURN = 'mailTurn';

export interface MailTurn {
  readonly storeHash: string;
  /** The Brevo account; undefined stands for the only one. */
  readonly account: string | undefined;
  readonly contactId: number;
  /** Names the cart and episode that want to begin. */
  readonly sequence: string;
}

export const mailTurnId = ({ storeHash, account = 'default', contactId }: MailTurn): string =>
  `mails/${storeHash}/${account}/${contactId}`;

/** Long enough for what was noted at the contact to be seen by everybody who comes next. */
export const TURN_LASTS_MS = 180_000;

/** The one argument of `mailTurn`. */
export interface MailTurnInput {
  readonly lastsMs: number;
}
