import { Button } from '@react-spectrum/s2/Button';
import AlertTriangle from '@react-spectrum/s2/icons/AlertTriangle';
import type { ReactNode } from 'react';
import { ApiError } from '../api/client';

/** A failure in the API's own words, with what an engineer needs to look it up. */
export function Problem({ error, title, retry, children }: { error: unknown; title?: string; retry?: () => void; children?: ReactNode }) {
  const refused = error instanceof ApiError ? error : undefined;
  return (
    <div className="problem" role="alert">
      <AlertTriangle />
      <div>
        <strong>{title ?? refused?.title ?? 'Something went wrong'}</strong>
        <p>{error instanceof Error ? error.message : String(error)}</p>
        {children}
        {refused && (refused.code || refused.requestId) && (
          <p className="problem-facts">
            {refused.code && <code>{refused.code}</code>}
            {refused.requestId && (
              <>
                request <code>{refused.requestId}</code>
              </>
            )}
          </p>
        )}
        {retry && (
          <Button variant="secondary" size="S" onPress={retry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}
