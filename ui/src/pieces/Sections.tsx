import { Link, useSearchParams } from 'react-router';

/** The parts of a page that are looked at one at a time; the address says which, the first one needs no word in it. */
export function Sections({ label, sections }: { label: string; sections: [key: string, name: string][] }) {
  const shown = useShown(sections);
  return (
    <nav className="sections" aria-label={label}>
      {sections.map(([key, name], index) => (
        <Link key={key} to={index === 0 ? '.' : `?show=${key}`} replace preventScrollReset aria-current={key === shown ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}

/** The part that the address names. */
export function useShown(sections: [key: string, name: string][]): string | undefined {
  const [parameters] = useSearchParams();
  const asked = parameters.get('show');
  return (sections.find(([key]) => key === asked) ?? sections[0])?.[0];
}
