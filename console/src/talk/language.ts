/** `English` for `en-IN`; the tag itself where the browser has no name for it. */
export function languageName(tag: string | null): string {
  if (tag === null) return '';
  const primary = tag.split('-')[0] ?? tag;
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(primary) ?? tag;
  } catch {
    return tag;
  }
}
