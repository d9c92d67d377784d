// Shortens marketing copy to what Brevo takes; no other text is ever cut.

/** At most `most` UTF-16 units, and never half a character. */
export function cutTo(text: string, most: number): string {
  if (text.length <= most) return text;
  return text
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}
