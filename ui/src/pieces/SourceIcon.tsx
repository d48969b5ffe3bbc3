/**
 * A source's mark: two letters on a colour of its own. Other companies' logos are theirs, so there
 * are none here.
 */
export function SourceIcon({ name, size = 40 }: { name: string; size?: number }) {
  const words = name.replace(/\(.*\)/, '').split(/[\s/_-]+|(?<=[a-z])(?=[A-Z])/).filter(Boolean);
  const letters = (words.length > 1 ? words.slice(0, 2).map((word) => word[0]) : [...(words[0] ?? '?')].slice(0, 2)).join('');
  return (
    <span className="source-icon" style={{ width: size, height: size, fontSize: size * 0.4, '--hue': hue(name) } as React.CSSProperties} aria-hidden="true">
      {letters}
    </span>
  );
}

/** Cool hues only, from green over blue to violet, so that a page of marks stays calm. */
function hue(name: string): number {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return 150 + (hash % 13) * 12;
}
