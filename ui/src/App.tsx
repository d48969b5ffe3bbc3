import { Provider } from '@react-spectrum/s2/Provider';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { BrowserRouter, useHref, useNavigate } from 'react-router';
import { ApiError, send } from './api/client';
import { HereProvider } from './api/session';
import type { Session } from './api/types';
import { Pages } from './Pages';
import { Problem } from './pieces/Problem';
import { locale } from './pieces/format';
import { Shell } from './shell/Shell';
import { SignIn } from './shell/SignIn';
import { Splash } from './shell/Splash';

/** Whoever is no longer signed in sees how to sign in, whatever they were about to do. */
const onError = (error: unknown) => {
  if (error instanceof ApiError && error.status === 401) void client.invalidateQueries({ queryKey: ['session'] });
};

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, { queryKey }) => queryKey[0] !== 'session' && onError(error) }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal will be one again; only what never answered is worth asking again.
      retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 502),
    },
  },
});

export function App() {
  return (
    <QueryClientProvider client={client}>
      <Provider locale={locale}>
        <SignedIn />
      </Provider>
    </QueryClientProvider>
  );
}

/** Nothing is shown to who is not signed in, but how to sign in. */
function SignedIn() {
  const session = useQuery({
    queryKey: ['session'],
    queryFn: () => send<Session>({ organisation: '', sandbox: '' }, { method: 'GET', path: '/tributary/session' }),
    staleTime: 60_000,
    refetchOnWindowFocus: 'always',
  });
  if (session.error instanceof ApiError && (session.error.status === 401 || session.error.status === 403)) return <SignIn />;
  if (session.data) return <InSandbox session={session.data} />;
  if (session.error) {
    return (
      <main className="alone">
        <Problem error={session.error} retry={() => void session.refetch()} />
      </main>
    );
  }
  return <Splash />;
}

/** The address names the sandbox, so that a link shows everybody the same: /@prod/flows. */
function InSandbox({ session }: { session: Session }) {
  const named = /^\/@([^/]+)/.exec(window.location.pathname)?.[1];
  const known = session.sandboxes.find((sandbox) => sandbox.name === named);
  const sandbox = (known ?? session.sandboxes.find((one) => one.isDefault) ?? session.sandboxes[0])?.name ?? 'prod';
  const here = useMemo(
    () => ({ session, sandbox, caller: { organisation: session.organisation, sandbox } }),
    [session, sandbox],
  );
  if (!known) {
    const rest = named === undefined ? window.location.pathname : '/';
    window.history.replaceState(null, '', `/@${sandbox}${rest}${window.location.search}${window.location.hash}`);
  }
  return (
    <HereProvider value={here}>
      <BrowserRouter basename={`/@${sandbox}`}>
        <Routed />
      </BrowserRouter>
    </HereProvider>
  );
}

/** Spectrum's links go through the router. */
function Routed() {
  const navigate = useNavigate();
  return (
    <Provider locale={locale} router={{ navigate: (to) => void navigate(to), useHref }}>
      <Shell>
        <Pages />
      </Shell>
    </Provider>
  );
}
