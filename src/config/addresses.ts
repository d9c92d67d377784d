// What makes a URL in the environment acceptable, said with the cure.

const LOOPBACK = new Set(['localhost', '[::1]']);

/** Whether a URL can only mean this machine. */
export const isLoopback = (url: URL): boolean =>
  LOOPBACK.has(url.hostname) || /^127(?:\.\d{1,3}){3}$/.test(url.hostname);

/** For addresses that see secrets: https, or plain http on this machine. Undefined when it is right. */
export function urlProblem(written: string, example: string): string | undefined {
  const url = webUrl(written);
  if (url === undefined) return noUrl(example);
  if (url.protocol === 'http:' && !isLoopback(url)) {
    return 'Plain http is only accepted for a server on this machine: write https.';
  }
  return undefined;
}

/** For links that are only shown. Undefined when it is right. */
export const linkProblem = (written: string, example: string): string | undefined =>
  webUrl(written) === undefined ? noUrl(example) : undefined;

/** For addresses that other people's servers call: paths are put behind it. Undefined when it is right. */
export function originProblem(written: string, example: string): string | undefined {
  const problem = urlProblem(written, example);
  if (problem !== undefined) return problem;
  const { username, password, search, hash } = new URL(written);
  return [username, password, search, hash].every((part) => part === '')
    ? undefined
    : `Write the address without a login, ? or #, like ${example}.`;
}

const noUrl = (example: string): string => `This is no URL: write one like ${example}.`;

function webUrl(written: string): URL | undefined {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}
