import { Logo } from './Logo';

/** Shown for the moment in which it is not known yet who is there. */
export function Splash() {
  return (
    <main className="alone" aria-busy="true" aria-label="Tributary is loading">
      <Logo size={56} />
    </main>
  );
}
