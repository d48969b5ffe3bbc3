import MenuHamburger from '@react-spectrum/s2/icons/MenuHamburger';
import User from '@react-spectrum/s2/icons/User';
import { Text } from '@react-spectrum/s2/Text';
import { lazy, useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useHere } from '../api/session';
import { PopupButton } from '../pieces/PopupButton';
import { Logo } from './Logo';
import { Navigation } from './Navigation';

const SandboxMenu = lazy(() => import('./SandboxMenu'));
const UserMenu = lazy(() => import('./UserMenu'));

/** What surrounds every page. On narrow screens the navigation is a drawer. */
export function Shell({ children }: { children: ReactNode }) {
  const drawer = useRef<HTMLDialogElement>(null);
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const { session, sandbox } = useHere();
  const current = session.sandboxes.find((one) => one.name === sandbox);
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
        <PopupButton label={`Sandbox: ${current?.title ?? sandbox}`} kind="menu" popup={(props) => <SandboxMenu {...props} />}>
          <Text>
            <span className={`sandbox-dot ${current?.type ?? ''}`} aria-hidden="true" />
            {current?.title ?? sandbox}
          </Text>
        </PopupButton>
        <span className="spring" />
        <PopupButton label={`${session.user}: appearance and sign out`} kind="menu" popup={(props) => <UserMenu {...props} />}>
          <User />
        </PopupButton>
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
