import MenuHamburger from '@react-spectrum/s2/icons/MenuHamburger';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { Logo } from './Logo';
import { Navigation } from './Navigation';
import { SandboxSwitcher } from './SandboxSwitcher';
import { UserMenu } from './UserMenu';

/** What surrounds every page. On narrow screens the navigation is a drawer. */
export function Shell({ children }: { children: ReactNode }) {
  const drawer = useRef<HTMLDialogElement>(null);
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    drawer.current?.close();
    window.scrollTo(0, 0);
  }, [pathname]);
  return (
    <div className="shell">
      <a className="skip" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        Skip to the page
      </a>
      <header className="bar">
        <button className="icon-button only-narrow" aria-label="Navigation" onClick={() => drawer.current?.showModal()}>
          <MenuHamburger />
        </button>
        <Link className="brand" to="/" aria-label="Tributary, home">
          <Logo />
          <span>Tributary</span>
        </Link>
        <SandboxSwitcher />
        <span className="spring" />
        <UserMenu />
      </header>
      <div className="rail only-wide">
        <Navigation />
      </div>
      <dialog className="drawer" ref={drawer} aria-label="Navigation" onClick={(event) => event.target === drawer.current && drawer.current.close()}>
        <Navigation />
      </dialog>
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
