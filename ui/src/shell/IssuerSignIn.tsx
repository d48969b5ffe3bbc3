import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { useQuery } from '@tanstack/react-query';
import { query, send } from '../api/client';

interface Ways {
  issuer?: { host: string; href: string };
  problem?: string;
}

/** What the service says of a sign-in that failed, and the way through its issuer, if it has one. */
export function IssuerSignIn() {
  const problem = new URLSearchParams(window.location.search).get('problem') ?? undefined;
  const path = `/tributary/sign-in${query({ problem })}`;
  const ways = useQuery({
    queryKey: ['session', path],
    queryFn: () => send<Ways>({ organisation: '', sandbox: '' }, { method: 'GET', path }),
  });
  return (
    <>
      {ways.data?.problem !== undefined && (
        <p className="remark" role="alert">
          {ways.data.problem}
        </p>
      )}
      {ways.data?.issuer !== undefined && (
        <LinkButton variant="accent" href={ways.data.issuer.href}>
          Sign in with {ways.data.issuer.host}
        </LinkButton>
      )}
    </>
  );
}
