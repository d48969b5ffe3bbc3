import { Text } from '@react-spectrum/s2/Text';
import Brackets from '@react-spectrum/s2/icons/Code';
import { lazy } from 'react';
import type { Call } from '../api/client';
import { PopupButton } from './PopupButton';

const ApiCalls = lazy(() => import('./ApiCalls'));

/** Shows the call or calls that a click makes, to be repeated in a terminal or a program. */
export function CopyAsApiCall({ calls, label }: { calls: Call | Call[]; label?: string }) {
  return (
    <PopupButton
      size="S"
      label={label ? undefined : 'Copy as API call'}
      kind="dialog"
      popup={(props) => <ApiCalls {...props} calls={Array.isArray(calls) ? calls : [calls]} />}
    >
      <Brackets />
      {label && <Text>{label}</Text>}
    </PopupButton>
  );
}
